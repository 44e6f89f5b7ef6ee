import type { ShownStep } from '../api/queries';
import { formatClock, formatDuration } from '../ui/format';
import { StateBadge } from '../ui/state-badge';
import classes from './step-panel.module.css';

/** Every try of a step: when, how long, how it ended. */
export function AttemptList({ step }: { step: ShownStep }) {
  if (step.attempts.length === 0)
    return <p className={classes.none}>It was done in one go, and no attempts are recorded.</p>;
  return (
    <ol className={classes.attempts}>
      {step.attempts.map((attempt) => (
        <li key={attempt.number}>
          <div className={classes.attempt}>
            <strong>Attempt {attempt.number}</strong>
            <StateBadge state={attempt.error ? 'failed' : attempt.finishedAt ? 'succeeded' : 'running'} />
            <span>
              {formatClock(attempt.startedAt)}
              {attempt.finishedAt &&
                ` · ${formatDuration(Date.parse(attempt.finishedAt) - Date.parse(attempt.startedAt))}`}
            </span>
          </div>
          {attempt.error && (
            <p className={classes.message}>
              <code>{attempt.error.code}</code> {attempt.error.message}
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}
