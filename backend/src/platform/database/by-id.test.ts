import { describe, expect, it } from 'vitest';
import { newId } from '../ids.js';
import { boundsOf } from './by-id.js';

describe(boundsOf.name, () => {
  it('finds the least and the greatest id, in whatever order they come', () => {
    const [a, b, c] = [newId(), newId(), newId()];
    for (const ids of [
      [a, b, c],
      [c, a, b],
      [b, c, a],
    ])
      expect(boundsOf(ids)).toEqual([a, c]);
    expect(boundsOf([b])).toEqual([b, b]);
  });
});
