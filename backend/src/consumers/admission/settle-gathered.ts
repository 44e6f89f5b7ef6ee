/** A run whose event is gathered with others, which may supersede it or share a run with it. */
export interface GatheredRun {
  id: string;
  createdAt: Date;
  /** The end of its wait. */
  due: Date;
  isDue: boolean;
  batchSize: number | null;
}

export interface Debounced {
  /** Runs that another one followed within their wait. */
  superseded: { id: string; by: string }[];
  /** Runs that nothing followed. */
  quiet: string[];
}

/**
 * Tells of the runs of one key, oldest first, which ones another followed in time. It makes no difference how late this is
 * asked.
 */
export function settleDebounce(runs: readonly GatheredRun[]): Debounced {
  const settled: Debounced = { superseded: [], quiet: [] };
  runs.forEach((run, index) => {
    const next = runs[index + 1];
    if (next && next.createdAt < run.due) settled.superseded.push({ id: run.id, by: next.id });
    else if (run.isDue) settled.quiet.push(run.id);
  });
  return settled;
}

/** Cuts the runs of one key, oldest first, into batches: full ones, and what there is once the first has waited enough. */
export function settleBatches(runs: readonly GatheredRun[]): string[][] {
  const batches: string[][] = [];
  for (let at = 0; at < runs.length;) {
    const first = runs[at];
    const size = first?.batchSize ?? 1;
    const part = runs.slice(at, at + size);
    if (part.length < size && !first?.isDue) break;
    batches.push(part.map(({ id }) => id));
    at += part.length;
  }
  return batches;
}
