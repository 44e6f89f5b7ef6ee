import { describe, expect, it } from 'vitest';
import { settleBatches, settleDebounce, type GatheredRun } from './settle-gathered.js';

/** @param at when the run came; it waits for 10, and now is 25 */
function run(id: string, at: number, batchSize: number | null = null): GatheredRun {
  return { id, createdAt: new Date(at), due: new Date(at + 10), isDue: at + 10 <= 25, batchSize };
}

describe(settleDebounce.name, () => {
  it('keeps the last of those that follow one another', () => {
    expect(settleDebounce([run('a', 0), run('b', 5), run('c', 12)])).toEqual({
      superseded: [
        { id: 'a', by: 'b' },
        { id: 'b', by: 'c' },
      ],
      quiet: ['c'],
    });
  });

  it('keeps one that nothing followed in time, although there is another by now', () => {
    expect(settleDebounce([run('a', 0), run('b', 10)])).toEqual({ superseded: [], quiet: ['a', 'b'] });
  });

  it('waits for the end of the wait', () => {
    expect(settleDebounce([run('a', 0), run('b', 20)])).toEqual({ superseded: [], quiet: ['a'] });
    expect(settleDebounce([run('a', 16), run('b', 20)])).toEqual({ superseded: [{ id: 'a', by: 'b' }], quiet: [] });
    expect(settleDebounce([])).toEqual({ superseded: [], quiet: [] });
  });
});

describe(settleBatches.name, () => {
  it('makes full batches at once, in order', () => {
    const runs = ['a', 'b', 'c', 'd', 'e'].map((id) => run(id, 20, 2));
    expect(settleBatches(runs)).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });

  it('takes what there is once the first has waited enough', () => {
    expect(settleBatches([run('a', 0, 3), run('b', 20, 3)])).toEqual([['a', 'b']]);
    expect(settleBatches([run('a', 20, 3), run('b', 20, 3)])).toEqual([]);
    expect(settleBatches([])).toEqual([]);
  });
});
