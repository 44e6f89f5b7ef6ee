import { describe, expect, it } from 'vitest';
import { parseJson } from './parse-json';

describe(parseJson.name, () => {
  it('tells a value from nothing and from what is no JSON', () => {
    expect(parseJson('{"a": [1]}')).toEqual({ value: { a: [1] } });
    expect(parseJson('null')).toEqual({ value: null });
    expect(parseJson(' \n')).toBe('empty');
    expect(parseJson('{"a": ')).toEqual({ problem: expect.stringContaining('not valid JSON') as string });
  });
});
