import { describe, expect, it } from 'vitest';
import { decideBegins, type Candidate, type Taken } from './decide-begins.js';

function candidate(id: string, more: Partial<Candidate> = {}): Candidate {
  return {
    id,
    concurrencyKey: '',
    concurrencyLimit: null,
    throttleKey: '',
    throttleLimit: null,
    throttlePeriodMs: null,
    held: null,
    ...more,
  };
}

const NOTHING: Taken = { slots: new Map(), begun: [] };
const opensAt = new Date(1000);
const begunBefore = (runs: number, key = ''): Taken => ({
  slots: new Map(),
  begun: [{ key, periodMs: 1000, runs, opensAt }],
});
const decide = (candidates: Candidate[], taken: Taken = NOTHING) => {
  const { admitted, blocked } = decideBegins(candidates, taken);
  return { admitted: admitted.map(({ id }) => id), blocked };
};

describe(decideBegins.name, () => {
  it('lets begin what nothing limits', () => {
    expect(decide([candidate('a'), candidate('b')])).toEqual({ admitted: ['a', 'b'], blocked: [] });
  });

  it('fills the free slots of a key, oldest first, and those of others beside it', () => {
    const limited = (id: string, concurrencyKey: string) => candidate(id, { concurrencyKey, concurrencyLimit: 2 });
    const candidates = [limited('3', 'x'), limited('2', 'x'), limited('1', 'x'), limited('4', 'y')];
    expect(decide(candidates, { ...NOTHING, slots: new Map([['x', 1]]) })).toEqual({
      admitted: ['1', '4'],
      blocked: [
        { id: '2', held: { type: 'concurrency', key: 'x' }, due: null },
        { id: '3', held: { type: 'concurrency', key: 'x' }, due: null },
      ],
    });
  });

  it('lets so many begin in a period, and has the first of the others look again when it is over', () => {
    const limited = (id: string) => candidate(id, { throttleLimit: 5, throttlePeriodMs: 1000 });
    expect(decide([limited('1'), limited('2'), limited('3')], begunBefore(4))).toEqual({
      admitted: ['1'],
      blocked: [
        { id: '2', held: { type: 'throttle', key: '' }, due: opensAt },
        { id: '3', held: { type: 'throttle', key: '' }, due: null },
      ],
    });
  });

  it('takes neither slot nor turn for a run that the other limit holds', () => {
    const both = (id: string, throttleKey: string) =>
      candidate(id, { concurrencyLimit: 1, throttleKey, throttleLimit: 1, throttlePeriodMs: 1000 });
    expect(decide([both('1', 'x'), both('2', 'y')], begunBefore(1, 'x'))).toMatchObject({
      admitted: ['2'],
      blocked: [{ id: '1', held: { type: 'throttle', key: 'x' } }],
    });
  });

  it('lets nobody overtake within a lane, even under a wider limit of a newer version', () => {
    const older = candidate('1', { concurrencyLimit: 1 });
    const newer = candidate('2', { concurrencyLimit: 5 });
    expect(decide([older, newer], { ...NOTHING, slots: new Map([['', 1]]) }).admitted).toEqual([]);
  });
});
