import { Modal } from '@mantine/core';
import type { Job, JobResult } from '@eventloom/backend/contract';
import { Link } from '@tanstack/react-router';
import { useJobResults } from '../../api/jobs';
import { ListState, LoadMore } from '../list-state';
import { shortId } from '../run-words';
import { StateGlyph } from '../state-badge';
import table from '../table.module.css';
import classes from './job-tray.module.css';

interface JobResultsProps {
  job: Job;
  opened: boolean;
  onClose: () => void;
}

/** What became of each thing that a job worked on. */
export function JobResults({ job, opened, onClose }: JobResultsProps) {
  return (
    <Modal opened={opened} onClose={onClose} title={job.title} size="xl">
      <Results jobId={job.id} onLeave={onClose} />
    </Modal>
  );
}

function Results({ jobId, onLeave }: { jobId: string; onLeave: () => void }) {
  const query = useJobResults(jobId);
  const results = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <ListState name="Results" query={query} />
      {query.isSuccess && results.length === 0 && <p className={classes.none}>Everything went well.</p>}
      {results.length > 0 && (
        <div className={table.frame}>
          <table className={table.table} aria-label="Results">
            <thead>
              <tr>
                <th scope="col">Outcome</th>
                <th scope="col">Item</th>
                <th scope="col">Detail</th>
                <th scope="col">Run</th>
              </tr>
            </thead>
            <tbody>
              {results.map((result) => (
                <ResultRow key={result.itemId} result={result} onLeave={onLeave} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <LoadMore query={query} />
    </>
  );
}

function ResultRow({ result: { itemId, ok, detail, runId }, onLeave }: { result: JobResult; onLeave: () => void }) {
  return (
    <tr>
      <td>
        <span className={classes.outcome}>
          <StateGlyph state={ok ? 'succeeded' : 'failed'} />
          {ok ? 'Done' : 'Not done'}
        </span>
      </td>
      <td>
        <code title={itemId}>{shortId(itemId)}</code>
      </td>
      <td className={classes.detail} title={detail}>
        {detail}
      </td>
      <td>
        {runId !== undefined && (
          <Link to="/runs/$runId" params={{ runId }} className={table.link} onClick={onLeave}>
            <code>{shortId(runId)}</code>
          </Link>
        )}
      </td>
    </tr>
  );
}
