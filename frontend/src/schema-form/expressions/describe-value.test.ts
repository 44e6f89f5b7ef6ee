import { describe, expect, it } from 'vitest';
import { describeValue, showValue } from './describe-value';

describe(describeValue.name, () => {
  it('says what a value is', () => {
    const values = ['a', 5, true, null, undefined, [1, 2, 3], {}, new Date(0)];
    expect(values.map(describeValue)).toEqual([
      'string',
      'number',
      'boolean',
      'null',
      'nothing',
      'list of 3',
      'object',
      'date',
    ]);
  });
});

describe(showValue.name, () => {
  it('writes texts as they are, dates as ISO 8601 and all else as JSON', () => {
    const values = ['a "b"', 5, null, undefined, { a: [1] }, new Date(0), new Date(NaN)];
    expect(values.map((value) => showValue(value, 100))).toEqual([
      'a "b"',
      '5',
      'null',
      '',
      '{"a":[1]}',
      '1970-01-01T00:00:00.000Z',
      'Invalid date',
    ]);
  });

  it('cuts what is too long', () => {
    expect(showValue('abcdef', 3)).toBe('abc…');
  });
});
