import { describe, expect, it } from 'vitest';
import { barsOf, wordsOf } from './bars-of';

const hour = (succeeded: number, failed = 0, other = 0) => ({ succeeded, failed, other });

describe(barsOf.name, () => {
  it('makes the busiest hour the highest, and lets a single failure be seen', () => {
    const [none, most, few] = barsOf([hour(0), hour(999, 1), hour(1)]);
    expect(none).toEqual({ total: 0, failed: 0 });
    expect(most?.total).toBe(1);
    expect(most?.failed).toBeGreaterThan(0.1);
    expect(few?.total).toBeGreaterThan(0.1);
  });

  it('never draws more failures than there were runs', () => {
    for (const { total, failed } of barsOf([hour(0, 3), hour(1000)])) expect(failed).toBeLessThanOrEqual(total);
  });
});

describe(wordsOf.name, () => {
  it('tells how many there were of what', () => {
    expect(wordsOf([hour(0)])).toBe('No runs in 24 h');
    expect(wordsOf([hour(2), hour(1, 4)])).toBe('In 24 h: 3 succeeded, 4 failed');
    expect(wordsOf([hour(2, 0, 1)])).toBe('In 24 h: 2 succeeded, 1 other');
  });
});
