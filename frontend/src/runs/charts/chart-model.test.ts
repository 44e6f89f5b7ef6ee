import type { RunBucket, RunStats } from '@eventloom/backend/contract';
import { describe, expect, it } from 'vitest';
import { bucketAt, percentText, placeOf, stackOf, successRate, timeOf, totalOf } from './chart-model';

const bucket = (second: number, counts: RunBucket['counts'] = {}): RunBucket => ({
  from: new Date(second * 1000).toISOString(),
  counts,
  ...{ p50: null, p95: null, lagP95: null },
});
const stats: RunStats = {
  from: new Date(0).toISOString(),
  to: new Date(3000).toISOString(),
  bucketMs: 1000,
  buckets: [bucket(0, { failed: 1, succeeded: 3 }), bucket(1), bucket(2, { queued: 2 })],
  versions: [],
};

describe(stackOf.name, () => {
  it('puts what there is one above the other', () => {
    expect(stackOf(stats.buckets[0]!)).toEqual([
      { state: 'succeeded', start: 0, count: 3 },
      { state: 'failed', start: 3, count: 1 },
    ]);
    expect(stackOf(stats.buckets[1]!)).toEqual([]);
    expect(totalOf(stats.buckets[0]!)).toBe(4);
  });
});

describe(successRate.name, () => {
  it('minds only what succeeded or failed', () => {
    expect(successRate(stats)).toBe(0.75);
    expect(successRate({ buckets: [bucket(0, { queued: 1 })] })).toBeUndefined();
  });

  it('is never rounded up', () => {
    expect(percentText(0.75)).toBe('75 %');
    expect(percentText(0.99999)).toBe('99.9 %');
    expect(percentText(1)).toBe('100 %');
  });
});

describe(bucketAt.name, () => {
  it('finds the nearest bucket', () => {
    expect([-5, 0, 99, 100, 299, 400].map((x) => bucketAt(x, 300, 3))).toEqual([0, 0, 0, 1, 2, 2]);
    expect(bucketAt(5, 0, 3)).toBe(0);
  });
});

describe(timeOf.name, () => {
  it('reaches from the beginning of one bucket to the end of the other', () => {
    expect(timeOf(stats, 1, 0)).toEqual({ from: stats.from, to: new Date(2000).toISOString() });
    expect(timeOf(stats, 2, 2)).toEqual({ from: new Date(2000).toISOString(), to: stats.to });
  });
});

describe(placeOf.name, () => {
  it('tells how far along a time is', () => {
    expect(placeOf(stats, new Date(1500).toISOString())).toBe(0.5);
  });
});
