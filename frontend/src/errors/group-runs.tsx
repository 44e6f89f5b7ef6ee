import type { ErrorGroup } from '@eventloom/backend/contract';
import { Link } from '@tanstack/react-router';
import { useGroupRuns } from '../api/error-groups';
import { EmptyState } from '../ui/empty-state';
import { ListState, LoadMore } from '../ui/list-state';
import { shortId, versionText } from '../ui/run-words';
import table from '../ui/table.module.css';
import { TimeAgo } from '../ui/time-ago';
import classes from './errors.module.css';

/** The runs that failed so, newest first. */
export function GroupRuns({ group: { fingerprint, nodeId } }: { group: ErrorGroup }) {
  const query = useGroupRuns(fingerprint);
  const runs = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className={classes.runs} aria-labelledby="runs-of-error">
      <h2 id="runs-of-error">Recent runs</h2>
      <ListState name="Runs" query={query} />
      {query.isSuccess && runs.length === 0 && <EmptyState text="The runs that failed so are no longer kept." />}
      {runs.length > 0 && (
        <div className={table.frame}>
          <table className={table.table} aria-label="Runs that failed so">
            <thead>
              <tr>
                <th scope="col">Run</th>
                <th scope="col">Error</th>
                <th scope="col">Version</th>
                <th scope="col">Attempt</th>
                <th scope="col">Failed</th>
              </tr>
            </thead>
            <tbody>
              {runs.map(({ id, error, workflowVersion, attempt, finishedAt }) => (
                <tr key={id}>
                  <td>
                    <Link
                      to="/runs/$runId"
                      params={{ runId: id }}
                      search={nodeId === null ? {} : { step: nodeId }}
                      className={table.link}
                      aria-label={`Run ${shortId(id)}`}
                    >
                      <code>{shortId(id)}</code>
                    </Link>
                  </td>
                  <td>
                    <div className={classes.message} title={error?.message}>
                      {error?.message}
                    </div>
                  </td>
                  <td className={table.muted}>{versionText({ workflowVersion })}</td>
                  <td>{attempt}</td>
                  <td className={table.muted}>{finishedAt !== null && <TimeAgo time={finishedAt} />}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <LoadMore query={query} />
    </section>
  );
}
