import type { RunSummary } from '@eventloom/backend/contract';

/** Figures of the runs given; durations in milliseconds, undefined where no run has ended. */
export interface Health {
  runs: number;
  active: number;
  succeededShare?: number;
  failed: number;
  p50?: number;
  p95?: number;
}

/** Sums up a list of runs. */
export function healthOf(runs: RunSummary[]): Health {
  const succeeded = runs.filter((run) => run.status === 'succeeded').length;
  const failed = runs.filter((run) => run.status === 'failed').length;
  const durations = runs
    .flatMap((run) => (run.startedAt && run.finishedAt ? [Date.parse(run.finishedAt) - Date.parse(run.startedAt)] : []))
    .sort((a, b) => a - b);
  return {
    runs: runs.length,
    active: runs.filter((run) => run.status === 'queued' || run.status === 'running' || run.status === 'waiting')
      .length,
    succeededShare: succeeded + failed === 0 ? undefined : succeeded / (succeeded + failed),
    failed,
    p50: quantile(durations, 0.5),
    p95: quantile(durations, 0.95),
  };
}

/** The nearest-rank quantile of a sorted list. */
function quantile(sorted: number[], share: number): number | undefined {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
}
