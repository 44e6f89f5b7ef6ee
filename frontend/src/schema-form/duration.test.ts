import { describe, expect, it } from 'vitest';
import { toMs, unitOf } from './duration';

describe(unitOf.name, () => {
  it('finds the unit that people would say it in', () => {
    expect([250, 30_000, 90_000, 300_000, 7_200_000, 86_400_000, 0].map(unitOf)).toEqual([
      'ms',
      's',
      's',
      'min',
      'h',
      'd',
      's',
    ]);
  });
});

describe(toMs.name, () => {
  it('reads a number of units, with a point or a comma', () => {
    expect([toMs('1.5', 'min'), toMs('0,25', 's'), toMs('2', 'd')]).toEqual([90_000, 250, 172_800_000]);
    expect([toMs('', 's'), toMs('soon', 's')]).toEqual([undefined, undefined]);
  });
});
