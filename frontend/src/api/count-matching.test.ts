import { describe, expect, it } from 'vitest';
import { countMatching } from './count-matching';

/** A list of so many things, in pages. */
const listOf = (length: number) => (cursor: string | undefined, limit: number) => {
  const from = Number(cursor ?? 0);
  const to = Math.min(length, from + limit);
  return Promise.resolve({ items: Array.from({ length: to - from }), nextCursor: to < length ? String(to) : null });
};

describe(countMatching.name, () => {
  it('adds up the pages', async () => {
    expect(await countMatching(listOf(0))).toEqual({ count: 0, isMore: false });
    expect(await countMatching(listOf(250))).toEqual({ count: 250, isMore: false });
    expect(await countMatching(listOf(1000))).toEqual({ count: 1000, isMore: false });
  });

  it('stops at a thousand and says so', async () => {
    expect(await countMatching(listOf(5000))).toEqual({ count: 1000, isMore: true });
  });
});
