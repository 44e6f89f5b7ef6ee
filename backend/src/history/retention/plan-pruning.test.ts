import { describe, expect, it } from 'vitest';
import { nextToPrune, type PartitionState } from './plan-pruning.js';
import { DAY_MS } from './span.js';

const now = Date.UTC(2026, 0, 31, 12);
const today = Date.UTC(2026, 0, 31);
const MONTH = { days: 30, topicDays: [] };

/** The partition of one day, so many days ago. */
function day(daysAgo: number, more: Partial<PartitionState> = {}): PartitionState {
  const since = today - daysAgo * DAY_MS;
  return { since, until: since + DAY_MS, bytes: 1e9, prunedAt: null, ...more };
}

/** What is left of all days until so many days ago. */
function leftOver(daysAgo: number, more: Partial<PartitionState> = {}): PartitionState {
  return { ...day(daysAgo), since: null, bytes: 1000, prunedAt: now - 2 * DAY_MS, ...more };
}

describe(nextToPrune.name, () => {
  it('leaves days whose time is not over', () => {
    expect(nextToPrune([day(30), day(29), day(0)], MONTH, now)).toBeUndefined();
    expect(nextToPrune([], MONTH, now)).toBeUndefined();
  });

  it('takes the oldest day that is over, whole days after its end', () => {
    expect(nextToPrune([day(32), day(31), day(30)], MONTH, now)).toEqual([day(32)]);
    expect(nextToPrune([day(31)], MONTH, today - 1)).toBeUndefined();
    expect(nextToPrune([day(31)], MONTH, today)).toEqual([day(31)]);
  });

  it('puts a little that was left over together with the next day', () => {
    const left = leftOver(32, { prunedAt: now - DAY_MS / 2 });
    expect(nextToPrune([left, day(31)], MONTH, now)).toEqual([left, day(31)]);
  });

  it('leaves much that was left over where it is', () => {
    const left = leftOver(32, { prunedAt: now - DAY_MS / 2, bytes: 1e9 });
    expect(nextToPrune([left, day(31)], MONTH, now)).toEqual([day(31)]);
  });

  it('does not reach over a gap', () => {
    const left = leftOver(33, { prunedAt: now - DAY_MS / 2 });
    expect(nextToPrune([left, day(31)], MONTH, now)).toEqual([day(31)]);
  });

  it('looks once a day at what only waits', () => {
    const left = leftOver(40, { prunedAt: now - DAY_MS });
    expect(nextToPrune([left], MONTH, now)).toEqual([left]);
    expect(nextToPrune([{ ...left, prunedAt: now - DAY_MS + 1 }], MONTH, now)).toBeUndefined();
  });

  it('comes back to a day when the time of a topic is over', () => {
    const kept = { days: 30, topicDays: [7, 60] };
    const looked = (daysAgo: number) => day(daysAgo, { prunedAt: today - (daysAgo - 31) * DAY_MS });
    expect(nextToPrune([looked(59)], kept, now)).toBeUndefined();
    expect(nextToPrune([looked(61)], kept, now)).toEqual([looked(61)]);
    expect(nextToPrune([day(61, { prunedAt: today })], kept, now)).toBeUndefined();
  });

  it('does not drop a day for a topic that is kept for a shorter time', () => {
    expect(nextToPrune([day(10)], { days: 30, topicDays: [7] }, now)).toBeUndefined();
  });
});
