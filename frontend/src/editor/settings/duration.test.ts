import { describe, expect, it } from 'vitest';
import { msOf, unitFor } from './duration';

describe(unitFor.name, () => {
  it.each([
    [1, 'ms'],
    [1500, 'ms'],
    [1000, 'seconds'],
    [90_000, 'seconds'],
    [120_000, 'minutes'],
    [5_400_000, 'minutes'],
    [7_200_000, 'hours'],
    [86_400_000, 'days'],
    [0, 'ms'],
  ] as const)('tells %d milliseconds in %s', (ms, unit) => {
    expect(unitFor(ms)).toBe(unit);
    expect(ms % msOf(unit)).toBe(0);
  });
});
