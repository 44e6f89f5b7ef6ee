import type { RunSummary } from '@eventloom/backend/contract';
import { formatDuration } from '../ui/format';
import classes from './duration-bar.module.css';

/** How long a run has taken so far, in milliseconds; undefined before it starts. */
export function runDuration(run: RunSummary, now: number): number | undefined {
  if (!run.startedAt) return undefined;
  const end = run.finishedAt ? Date.parse(run.finishedAt) : now;
  return Math.max(0, end - Date.parse(run.startedAt));
}

/** What fills the bar: nearly the longest of those that ended, so that one outlier does not flatten the others. */
export function fullBar(durations: number[]): number {
  const sorted = [...durations].sort((a, b) => a - b);
  return Math.max(1, sorted[Math.floor((sorted.length - 1) * 0.95)] ?? 1);
}

/** A duration as a number and as a bar beside those of the other rows. */
export function DurationBar({ run, now, full }: { run: RunSummary; now: number; full: number }) {
  const duration = runDuration(run, now);
  if (duration === undefined) return <span className={classes.none}>not started</span>;
  const share = Math.min(1, duration / full);
  return (
    <span className={classes.duration}>
      <span className={classes.number}>{formatDuration(duration)}</span>
      <span className={classes.track} aria-hidden>
        <span className={classes.bar} data-state={run.status} style={{ width: `max(3px, ${share * 100}%)` }} />
      </span>
    </span>
  );
}
