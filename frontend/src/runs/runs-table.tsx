import type { RunSummary } from '@eventloom/backend/contract';
import { Link, useNavigate } from '@tanstack/react-router';
import { ReplayMark, TestMark } from '../ui/mark';
import { shortId, versionText, workflowTitle } from '../ui/run-words';
import { StateBadge } from '../ui/state-badge';
import table from '../ui/table.module.css';
import { TimeAgo } from '../ui/time-ago';
import { useNow } from '../ui/use-now';
import { VirtualRows } from '../ui/virtual-rows';
import classes from './runs-table.module.css';
import { DurationBar, fullBar, runDuration } from './duration-bar';

const COLUMNS = ['State', 'Run', 'Workflow', 'Trigger', 'Started', 'Duration', 'Attempts'];

interface RunsTableProps {
  runs: RunSummary[];
  /** The search keys that have a column each. */
  keyNames?: readonly string[];
}

const NONE: readonly string[] = [];

/** The runs as a table. */
export function RunsTable({ runs, keyNames = NONE }: RunsTableProps) {
  const now = useNow(
    1000,
    runs.some((run) => run.startedAt && !run.finishedAt),
  );
  const full = fullBar(runs.flatMap((run) => (run.finishedAt ? (runDuration(run, now) ?? []) : [])));
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
            {keyNames.map((name) => (
              <th key={`key ${name}`} scope="col">
                <code>{name}</code>
              </th>
            ))}
          </tr>
        </thead>
        <VirtualRows items={runs} columns={COLUMNS.length + keyNames.length}>
          {(run, row) => <RunRow run={run} row={row} now={now} full={full} keyNames={keyNames} />}
        </VirtualRows>
      </table>
    </div>
  );
}

interface RunRowProps {
  run: RunSummary;
  row: number;
  now: number;
  full: number;
  keyNames: readonly string[];
}

function RunRow({ run, row, now, full, keyNames }: RunRowProps) {
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
        {workflowTitle(run)} <span className={table.muted}>{versionText(run)}</span>{' '}
        {run.replayId !== undefined && <ReplayMark />}
        {run.test && <TestMark />}
      </td>
      <td className={table.muted}>{run.triggerLabel ?? run.trigger}</td>
      <td className={table.muted}>
        <TimeAgo time={run.startedAt ?? run.createdAt} />
      </td>
      <td>
        <DurationBar run={run} now={now} full={full} />
      </td>
      <td>{run.attempt}</td>
      {keyNames.map((name) => (
        <td key={name} className={classes.key} title={run.keys?.[name]}>
          {run.keys?.[name] ?? <span className={table.muted}>–</span>}
        </td>
      ))}
    </tr>
  );
}
