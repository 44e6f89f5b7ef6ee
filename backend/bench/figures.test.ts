import { describe, expect, it } from 'vitest';
import { Figures, isReached, toTable } from './figures.js';

describe(Figures.name, () => {
  it('names scenario and backing with each figure, rounded', () => {
    const { all } = new Figures('accept', 'embedded').add('accepted', 1234.56, '/s').addMedian('p50', [3, 1.26], 'ms', {
      digits: 1,
    });
    expect(all).toEqual([
      { backing: 'embedded', scenario: 'accept', figure: 'accepted', value: 1235, unit: '/s' },
      { backing: 'embedded', scenario: 'accept', figure: 'p50', value: 2.1, unit: 'ms' },
    ]);
  });
});

describe(isReached.name, () => {
  it('compares with the least or the most that is wanted', () => {
    const figure = { scenario: 'accept', figure: 'ratio', unit: '', value: 0.5 };
    expect(isReached({ ...figure, goal: { least: 0.5 } })).toBe(true);
    expect(isReached({ ...figure, goal: { most: 0.4 } })).toBe(false);
    expect(isReached(figure)).toBeUndefined();
  });
});

describe(toTable.name, () => {
  it('aligns its columns and says which goals are missed', () => {
    const { all } = new Figures('sync')
      .add('answered', 12000, '/s', { goal: { least: 1000 } })
      .add('p50', 20, 'ms', { goal: { most: 15 } });
    expect(toTable(all).split('\n')).toEqual([
      '  sync  answered  12000  /s  ok (>= 1000)',
      '  sync  p50          20  ms  MISSED (<= 15)',
    ]);
  });
});
