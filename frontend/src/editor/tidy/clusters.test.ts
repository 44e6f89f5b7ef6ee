import { describe, expect, it } from 'vitest';
import { drawn } from '../../canvas/test-graphs';
import { clusterOf, clustersOf } from './clusters';

const looping = drawn(['start > each', 'each.item > x', 'x > y', 'each.done > after'], { each: 'for-each' });
const group = (id: string, ...nodeIds: string[]) => ({ id, label: id, nodeIds });
const all = new Set(looping.nodes.map(({ id }) => id));

describe(clustersOf.name, () => {
  it('puts a group within the loop that repeats all of it, and a loop within the group that has all of its steps', () => {
    const groups = [group('inner', 'x'), group('outer', 'each', 'x', 'y', 'after')];
    const clusters = clustersOf({ ...looping, groups }, all);
    expect(clusters.map(({ id, within }) => [id, within])).toEqual([
      ['group inner', 'body of each'],
      ['body of each', 'group outer'],
      ['group outer', undefined],
    ]);
    expect(['x', 'y', 'after', 'start'].map((id) => clusterOf(clusters, id))).toEqual([
      'group inner',
      'body of each',
      'group outer',
      undefined,
    ]);
  });

  it('does without a group that lies across a loop, and without what is not chosen', () => {
    expect(clustersOf({ ...looping, groups: [group('across', 'y', 'after')] }, all).map(({ id }) => id)).toEqual([
      'body of each',
    ]);
    expect(clustersOf({ ...looping, groups: [group('far', 'start')] }, new Set(['after']))).toEqual([]);
  });
});
