import { describe, expect, it } from 'vitest';
import { median, quantile, round } from './statistics.js';

describe(quantile.name, () => {
  it('finds the value that a share stays under, whatever the order', () => {
    const values = [5, 1, 4, 2, 3];
    expect(quantile(values, 0.5)).toBe(3);
    expect(quantile(values, 0.99)).toBe(5);
    expect(values).toEqual([5, 1, 4, 2, 3]);
  });

  it('is the greatest value for a share of one, and 0 of nothing', () => {
    expect(quantile([1, 2], 1)).toBe(2);
    expect(quantile([], 0.5)).toBe(0);
  });
});

describe(median.name, () => {
  it('is the middle one, or between the two in the middle', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 2, 9])).toBe(3);
    expect(median([])).toBe(0);
  });
});

describe(round.name, () => {
  it('keeps so many digits', () => {
    expect(round(1.2345, 2)).toBe(1.23);
    expect(round(1.5)).toBe(2);
  });
});
