import type { RunBucket, RunStats, RunStatus } from '@eventloom/backend/contract';

/** The states from the bottom of a bar to its top. */
export const STACK: readonly RunStatus[] = ['succeeded', 'failed', 'cancelled', 'waiting', 'running', 'queued'];

/** How many runs a bucket has. */
export function totalOf({ counts }: RunBucket): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

export interface Piece {
  state: RunStatus;
  /** From the bottom, in runs. */
  start: number;
  count: number;
}

/** The pieces of a bucket's bar, bottom first. */
export function stackOf({ counts }: RunBucket): Piece[] {
  let start = 0;
  return STACK.flatMap((state) => {
    const count = counts[state] ?? 0;
    const piece = { state, start, count };
    start += count;
    return count > 0 ? [piece] : [];
  });
}

/** How many of the runs that succeeded or failed did succeed, from 0 to 1; undefined if none did either. */
export function successRate({ buckets }: Pick<RunStats, 'buckets'>): number | undefined {
  const sum = (state: RunStatus) => buckets.reduce((total, { counts }) => total + (counts[state] ?? 0), 0);
  const [good, bad] = [sum('succeeded'), sum('failed')];
  return good + bad === 0 ? undefined : good / (good + bad);
}

/** A share as people read it: 99.96 is not 100. */
export function percentText(share: number): string {
  const percent = Math.floor(share * 1000) / 10;
  return `${percent} %`;
}

/** The bucket at a place of a chart; the nearest one beside it. */
export function bucketAt(x: number, width: number, buckets: number): number {
  if (width <= 0) return 0;
  return Math.min(buckets - 1, Math.max(0, Math.floor((x / width) * buckets)));
}

/** The time of buckets from one to another, whichever comes first. */
export function timeOf(
  { from, to, bucketMs, buckets }: RunStats,
  one: number,
  other: number,
): { from: string; to: string } {
  const [first, last] = [Math.min(one, other), Math.max(one, other)];
  const next = buckets[last + 1];
  const begin = Date.parse(from);
  return {
    from: buckets[first]?.from ?? new Date(begin + first * bucketMs).toISOString(),
    to: next?.from ?? to,
  };
}

/** Where a time is in a chart, from 0 to 1. */
export function placeOf({ from, to }: Pick<RunStats, 'from' | 'to'>, time: string): number {
  const begin = Date.parse(from);
  return (Date.parse(time) - begin) / Math.max(1, Date.parse(to) - begin);
}
