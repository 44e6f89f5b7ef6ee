import type { RunSummary } from '@eventloom/backend/contract';
import { Link } from '@tanstack/react-router';
import { StateGlyph } from '../ui/state-badge';
import { TimeAgo } from '../ui/time-ago';
import classes from './home-page.module.css';

/** What failed last, and why. */
export function RecentFailures({ runs }: { runs: RunSummary[] | undefined }) {
  return (
    <section className={classes.panel} aria-label="Recent failures">
      <header>
        <h2>Recent failures</h2>
        <Link to="/runs" search={{ status: 'failed' }}>
          All failed runs
        </Link>
      </header>
      {runs?.length === 0 && <p className={classes.none}>Nothing has failed.</p>}
      <ul className={classes.list}>
        {runs?.map((run) => (
          <li key={run.id}>
            <Link to="/runs/$runId" params={{ runId: run.id }}>
              <StateGlyph state="failed" />
              <span className={classes.grow}>
                <span className={classes.name}>{run.workflowName}</span>
                <div className={classes.error}>{run.error?.message}</div>
              </span>
              <span className={classes.muted}>
                <TimeAgo time={run.finishedAt ?? run.createdAt} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
