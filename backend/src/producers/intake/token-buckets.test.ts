import { describe, expect, it } from 'vitest';
import { TokenBuckets } from './token-buckets.js';

describe(TokenBuckets.name, () => {
  it('gives so many tokens a second to each source', () => {
    const buckets = new TokenBuckets(2);
    expect([buckets.take('a', 0), buckets.take('a', 0), buckets.take('b', 0)]).toEqual([0, 0, 0]);
    expect(buckets.take('a', 0)).toBe(0.5);
    expect(buckets.take('a', 400)).toBeCloseTo(0.1);
    expect(buckets.take('a', 500)).toBe(0);
  });

  it('saves up for one second, not for longer', () => {
    const buckets = new TokenBuckets(2);
    buckets.take('a', 0);
    expect([1, 2, 3].map(() => buckets.take('a', 3_600_000))).toEqual([0, 0, 0.5]);
  });

  it('has a batch paid for before anything else comes', () => {
    const buckets = new TokenBuckets(10);
    buckets.take('a', 0);
    buckets.charge('a', 99, 0);
    expect(buckets.take('a', 1000)).toBeCloseTo(8.1);
    expect(buckets.take('a', 9200)).toBe(0);
  });

  it('still knows who used up all of it after thousands of others have come', () => {
    const buckets = new TokenBuckets(1);
    buckets.take('busy', 0);
    for (let n = 0; n < 15_000; n += 1) buckets.take(`once-${n}`, 0);
    expect(buckets.take('busy', 0)).toBe(1);
  });
});
