import { describe, expect, it } from 'vitest';
import { groupsOf, groupSteps, joinGroupOf, ungroup } from './change-groups';
import { graphOf, step } from './graph-fixtures';

const graph = {
  ...graphOf([step('a'), step('b'), step('c')]),
  groups: [{ id: 'group1', label: 'One', nodeIds: ['a', 'b'] }],
};

describe(groupSteps.name, () => {
  it('takes steps out of the group they were in; an emptied one is gone', () => {
    expect(groupSteps(graph, new Set(['b', 'c']), 'Two').graph.groups).toEqual([
      { id: 'group1', label: 'One', nodeIds: ['a'] },
      { id: 'group2', label: 'Two', nodeIds: ['b', 'c'] },
    ]);
    const all = groupSteps(graph, new Set(['a', 'b']), 'Two');
    expect(all.graph.groups?.map(({ id }) => id)).toEqual([all.groupId]);
  });
});

describe(ungroup.name, () => {
  it('leaves the steps', () => expect(ungroup(graph, new Set(['group1']))).toEqual({ ...graph, groups: [] }));
  it('changes nothing where there is no such group', () => expect(ungroup(graph, new Set(['x']))).toBe(graph));
});

describe(groupsOf.name, () => {
  it('finds the groups of steps', () => {
    expect(groupsOf(graph, new Set(['b', 'c'])).map(({ id }) => id)).toEqual(['group1']);
  });
});

describe(joinGroupOf.name, () => {
  it('joins only where all the others are', () => {
    expect(joinGroupOf(graph, 'c', ['a', 'b']).groups?.[0]?.nodeIds).toEqual(['a', 'b', 'c']);
    expect(joinGroupOf(graph, 'c', ['a', 'x'])).toBe(graph);
  });
});
