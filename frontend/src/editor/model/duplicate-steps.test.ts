import { describe, expect, it } from 'vitest';
import { duplicateSteps } from './duplicate-steps';
import { graphOf, link, step } from './graph-fixtures';

describe(duplicateSteps.name, () => {
  it('copies steps with what lies between them, under free names', () => {
    const reader = step('b', { label: 'Read 2', params: { text: '{{ steps.a }}' } });
    const before = graphOf([step('a'), reader, step('c')], [link('a', 'b'), link('b', 'c')]);
    const { graph, copies } = duplicateSteps(before, new Set(['a', 'b']));
    expect([...copies]).toEqual(['a2', 'b2']);
    expect(graph.nodes.slice(3)).toMatchObject([
      { id: 'a2', position: { x: 40, y: 40 } },
      { id: 'b2', label: 'Read', params: { text: '{{ steps.a2 }}' } },
    ]);
    expect(graph.edges.slice(2)).toMatchObject([{ source: 'a2', target: 'b2' }]);
  });
});
