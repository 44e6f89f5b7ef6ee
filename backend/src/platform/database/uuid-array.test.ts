import { describe, expect, it } from 'vitest';
import { uuidArray } from './uuid-array.js';

describe(uuidArray.name, () => {
  it('writes ids and missing ids as an array literal', () => {
    expect(uuidArray(['a', null, 'b'])).toBe('{a,NULL,b}');
    expect(uuidArray([])).toBe('{}');
  });
});
