import { describe, expect, it } from 'vitest';
import { duplicateSteps } from './duplicate-steps';
import { choiceOf, graphOf, link, step } from './graph-fixtures';

describe(duplicateSteps.name, () => {
  it('copies steps with what lies between them, under free names', () => {
    const reader = step('b', { label: 'Read 2', params: { text: '{{ steps.a }}' } });
    const before = graphOf([step('a'), reader, step('c')], [link('a', 'b'), link('b', 'c')]);
    const { graph, selection } = duplicateSteps(before, choiceOf({ nodes: ['a', 'b'] }));
    expect([...selection.nodes]).toEqual(['a2', 'b2']);
    expect(graph.nodes.slice(3)).toMatchObject([
      { id: 'a2', position: { x: 40, y: 40 } },
      { id: 'b2', label: 'Read', params: { text: '{{ steps.a2 }}' } },
    ]);
    expect(graph.edges.slice(2)).toMatchObject([{ source: 'a2', target: 'b2' }]);
  });

  it('copies notes and whole groups; the copy of one step of a group joins it', () => {
    const before = {
      ...graphOf([step('a'), step('b')]),
      notes: [{ id: 'note1', text: 'Mind this', position: { x: 0, y: 0 } }],
      groups: [{ id: 'group1', label: 'Both', nodeIds: ['a', 'b'] }],
    };
    const whole = duplicateSteps(before, choiceOf({ groups: ['group1'], notes: ['note1'] }));
    expect(whole.graph.groups?.map((group) => group.nodeIds)).toEqual([
      ['a', 'b'],
      ['a2', 'b2'],
    ]);
    expect(whole.graph.notes?.[1]).toEqual({ id: 'note2', text: 'Mind this', position: { x: 40, y: 40 } });
    expect([...whole.selection.notes]).toEqual(['note2']);
    const one = duplicateSteps(before, choiceOf({ nodes: ['a'] }));
    expect(one.graph.groups?.map((group) => group.nodeIds)).toEqual([['a', 'b', 'a2']]);
  });
});
