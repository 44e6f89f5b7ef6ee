import { describe, expect, it } from 'vitest';
import { textArray, timeArray } from './binary-array.js';

describe(textArray.name, () => {
  it('writes texts and missing ones in the binary format of PostgreSQL', () => {
    const head = [1, 1, 25, 3, 1].flatMap((number) => [0, 0, 0, number]);
    const elements = [...[0, 0, 0, 2, 0xc3, 0xa9], ...[255, 255, 255, 255], ...[0, 0, 0, 0]];
    expect([...textArray(['é', null, ''])]).toEqual([...head, ...elements]);
  });

  it('writes no texts at all as an array without a dimension', () => {
    expect([...textArray([])]).toEqual([...Array<number>(11).fill(0), 25]);
  });
});

describe(timeArray.name, () => {
  it('writes microseconds since the beginning of the year 2000', () => {
    const array = timeArray([new Date('2000-01-01T00:00:00.002Z'), null, new Date('1999-12-31T23:59:59.999Z')]);
    expect([array.readInt32BE(20), array.readBigInt64BE(24)]).toEqual([8, 2000n]);
    expect(array.readInt32BE(32)).toBe(-1);
    expect([array.readInt32BE(36), array.readBigInt64BE(40)]).toEqual([8, -1000n]);
  });
});
