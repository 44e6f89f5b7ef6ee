import { describe, expect, it } from 'vitest';
import { toBuckets, toDivision } from './run-stats.js';

const now = Date.UTC(2026, 0, 31, 12);

describe(toDivision.name, () => {
  it('takes the last hour where nothing is asked for, and an hour before an end', () => {
    expect(toDivision(undefined, undefined, 60, now)).toEqual({ from: now - 3_600_000, to: now, buckets: 60 });
    const to = '2026-01-01T00:00:00.000Z';
    expect(toDivision(undefined, to, 60, now).from).toBe(Date.parse(to) - 3_600_000);
  });

  it('has room for all buckets, whatever is asked for', () => {
    const time = '2026-01-01T00:00:00.000Z';
    expect(toDivision(time, time, 60, now).to).toBe(Date.parse(time) + 60);
  });
});

describe(toBuckets.name, () => {
  it('puts what was counted where it belongs, and leaves the others empty', () => {
    const counts = [
      { bucket: 1, status: 'failed', count: 2 },
      { bucket: 1, status: 'unheard of', count: 2 },
      { bucket: 7, status: 'failed', count: 2 },
    ];
    const { bucketMs, buckets } = toBuckets({ from: now, to: now + 30, buckets: 3 }, counts, [
      { bucket: 1, p50: 1.4, p95: null, lagP95: -3 },
    ]);
    expect(bucketMs).toBe(10);
    const empty = { counts: {}, p50: null, p95: null, lagP95: null };
    expect(buckets).toEqual([
      { ...empty, from: new Date(now).toISOString() },
      { counts: { failed: 2 }, p50: 1, p95: null, lagP95: 0, from: new Date(now + 10).toISOString() },
      { ...empty, from: new Date(now + 20).toISOString() },
    ]);
  });
});
