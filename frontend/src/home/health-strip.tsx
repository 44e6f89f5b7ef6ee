import type { Activity } from '@eventloom/backend/contract';
import { Link } from '@tanstack/react-router';
import { Figure, Figures } from '../ui/figures';
import { formatDuration } from '../ui/format';
import classes from './home-page.module.css';

/** How the installation does, in five figures of the last day. */
export function HealthStrip({ activity }: { activity: Activity }) {
  const { runs, runsPerMinute, succeeded, failed, p50Ms, p95Ms, lagMs, deadLetters } = activity;
  const ended = succeeded + failed;
  return (
    <Figures label="The last 24 hours" isLarge>
      <Figure name="Runs">
        {runs.toLocaleString()}
        <small>{`${runsPerMinute.toLocaleString(undefined, { maximumFractionDigits: 1 })}/min now`}</small>
      </Figure>
      <Figure name="Succeeded">
        {ended === 0 ? '–' : `${Math.floor((succeeded / ended) * 1000) / 10} %`}
        {failed > 0 && (
          <Link className={classes.figureLink} to="/runs" search={{ status: 'failed' }}>
            {failed.toLocaleString()} failed
          </Link>
        )}
      </Figure>
      <Figure name="Duration">
        {p50Ms === undefined ? '–' : formatDuration(p50Ms)}
        {p95Ms !== undefined && <small>p95 {formatDuration(p95Ms)}</small>}
      </Figure>
      <Figure name="Lag">{lagMs < 1000 ? 'none' : formatDuration(lagMs)}</Figure>
      <Figure name="Dead letters">
        {deadLetters.toLocaleString()}
        {deadLetters > 0 && (
          <Link className={classes.figureLink} to="/dead-letters">
            see them
          </Link>
        )}
      </Figure>
    </Figures>
  );
}
