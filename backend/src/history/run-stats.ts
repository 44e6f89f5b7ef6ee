import { runStatusSchema, type RunBucket, type RunStats } from '../contract/index.js';

/** What the database tells of a bucket. */
export interface BucketRow {
  bucket: number;
  status: string;
  count: number;
}

/** How long the runs of a bucket took, and waited; milliseconds. */
export interface DurationRow {
  bucket: number;
  p50: number | null;
  p95: number | null;
  lagP95: number | null;
}

/** The time that is told of, divided. */
export interface Division {
  /** Milliseconds since the epoch. */
  from: number;
  to: number;
  buckets: number;
}

const HOUR_MS = 3_600_000;

/** The time that is meant where its ends may be left open: an hour then. At least a millisecond for each bucket. */
export function toDivision(from: string | undefined, to: string | undefined, buckets: number, now: number): Division {
  const end = to === undefined ? now : Date.parse(to);
  const begin = from === undefined ? end - HOUR_MS : Date.parse(from);
  return { from: begin, to: Math.max(end, begin + buckets), buckets };
}

/** All buckets of a time, also those in which nothing happened. */
export function toBuckets(
  { from, to, buckets }: Division,
  counts: readonly BucketRow[],
  durations: readonly DurationRow[],
): Pick<RunStats, 'bucketMs' | 'buckets'> {
  const bucketMs = (to - from) / buckets;
  const all = Array.from({ length: buckets }, (_, index): RunBucket => ({
    from: new Date(Math.round(from + index * bucketMs)).toISOString(),
    counts: {},
    ...{ p50: null, p95: null, lagP95: null },
  }));
  for (const { bucket, status, count } of counts) {
    const known = runStatusSchema.safeParse(status).data;
    const one = all[bucket];
    if (known && one) one.counts[known] = count;
  }
  for (const { bucket, p50, p95, lagP95 } of durations) {
    const one = all[bucket];
    if (one) Object.assign(one, { p50: rounded(p50), p95: rounded(p95), lagP95: rounded(lagP95) });
  }
  return { bucketMs, buckets: all };
}

function rounded(millis: number | null): number | null {
  return millis === null ? null : Math.max(0, Math.round(millis));
}
