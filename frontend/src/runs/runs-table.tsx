import type { RunSummary } from '@eventloom/backend/contract';
import { Link, useNavigate } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { StateBadge } from '../ui/state-badge';
import table from '../ui/table.module.css';
import { TimeAgo } from '../ui/time-ago';
import { useNow } from '../ui/use-now';
import { DurationBar, fullBar, runDuration } from './duration-bar';
import { shortId, versionText, workflowTitle } from './run-words';

const ROW_HEIGHT = 37;
const COLUMNS = ['State', 'Run', 'Workflow', 'Trigger', 'Started', 'Duration', 'Attempts'];

/** The runs as a table; only the rows in view are in the document. */
export function RunsTable({ runs }: { runs: RunSummary[] }) {
  const body = useRef<HTMLTableSectionElement>(null);
  const now = useNow(
    1000,
    runs.some((run) => run.startedAt && !run.finishedAt),
  );
  const full = fullBar(runs.flatMap((run) => (run.finishedAt ? (runDuration(run, now) ?? []) : [])));
  const rows = useVirtualizer({
    count: runs.length,
    estimateSize: () => ROW_HEIGHT,
    getScrollElement: () => document.getElementById('content'),
    getItemKey: (index) => runs[index]?.id ?? index,
    overscan: 12,
    // The table begins some way down the page that scrolls.
    scrollMargin: body.current?.offsetTop ?? 0,
  });
  const shown = rows.getVirtualItems();
  const above = (shown[0]?.start ?? 0) - rows.options.scrollMargin;
  const below = rows.getTotalSize() - ((shown.at(-1)?.end ?? 0) - rows.options.scrollMargin);
  return (
    <div className={table.frame}>
      <table className={table.table} aria-label="Runs" aria-rowcount={runs.length + 1}>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          <Spacer height={above} />
          {shown.map((item) => {
            const run = runs[item.index];
            return run && <RunRow key={item.key} run={run} row={item.index + 2} now={now} full={full} />;
          })}
          <Spacer height={below} />
        </tbody>
      </table>
    </div>
  );
}

function Spacer({ height }: { height: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden>
      <td colSpan={COLUMNS.length} style={{ height, padding: 0, border: 0 }} />
    </tr>
  );
}

function RunRow({ run, row, now, full }: { run: RunSummary; row: number; now: number; full: number }) {
  const navigate = useNavigate();
  const open = () => void navigate({ to: '/runs/$runId', params: { runId: run.id } });
  return (
    <tr data-clickable data-state={run.status} aria-rowindex={row} onClick={open}>
      <td>
        <StateBadge state={run.status} />
      </td>
      <td>
        <Link
          to="/runs/$runId"
          params={{ runId: run.id }}
          className={table.link}
          aria-label={`Run ${shortId(run.id)} of ${workflowTitle(run)}, ${run.status}`}
          onClick={(event) => event.stopPropagation()}
        >
          <code>{shortId(run.id)}</code>
        </Link>
      </td>
      <td>
        {workflowTitle(run)} <span className={table.muted}>{versionText(run)}</span>
      </td>
      <td className={table.muted}>{run.trigger}</td>
      <td className={table.muted}>
        <TimeAgo time={run.startedAt ?? run.createdAt} />
      </td>
      <td>
        <DurationBar run={run} now={now} full={full} />
      </td>
      <td>{run.attempt}</td>
    </tr>
  );
}
