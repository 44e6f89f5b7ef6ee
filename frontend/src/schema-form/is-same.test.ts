import { describe, expect, it } from 'vitest';
import { isSame } from './is-same';

describe(isSame.name, () => {
  it('looks past the order of keys and keys without a value', () => {
    expect(isSame({ a: 1, b: [{ c: null }] }, { b: [{ c: null }], a: 1, d: undefined })).toBe(true);
    expect(isSame({ a: [1, 2] }, { a: [2, 1] })).toBe(false);
    expect(isSame([], {})).toBe(false);
  });
});
