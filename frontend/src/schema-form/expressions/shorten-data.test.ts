import { describe, expect, it } from 'vitest';
import { shortenData } from './shorten-data';

describe(shortenData.name, () => {
  it('leaves small data as it is', () => {
    const data = { list: [1, 2], at: new Date(0) };
    expect(shortenData(data)).toEqual({ value: data, isShortened: false });
  });

  it('cuts the lists and texts of large data', () => {
    const { value, isShortened } = shortenData({
      list: Array.from({ length: 30_000 }, () => 1),
      text: 'x'.repeat(3000),
    });
    expect(isShortened).toBe(true);
    expect([value.list.length, value.text.length]).toEqual([100, 2000]);
  });
});
