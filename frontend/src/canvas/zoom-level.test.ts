import { expect, describe, it } from 'vitest';
import { levelOf } from './zoom-level';

describe(levelOf.name, () => {
  it('tells steps that can be read from those that are an icon with a name, and from tiles', () => {
    expect([2, 0.6, 0.59, 0.3, 0.29, 0.1].map(levelOf)).toEqual(['near', 'near', 'middle', 'middle', 'far', 'far']);
  });
});
