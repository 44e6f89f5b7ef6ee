import { describe, expect, it } from 'vitest';
import { changeId } from './change-id';
import { graphOf, link, step } from './graph-fixtures';

describe(changeId.name, () => {
  it('moves connections and expressions along', () => {
    const reader = step('b', {
      params: { text: '{{ steps.a.total }} of {{ steps["a"].max + input.a }}', list: [{ x: '{{steps?.a}}' }] },
    });
    const graph = changeId(graphOf([step('a'), reader], [link('a', 'b')]), 'a', 'order');
    expect(graph.nodes[0]?.id).toBe('order');
    expect(graph.edges).toMatchObject([{ source: 'order', target: 'b' }]);
    expect(graph.nodes[1]?.params).toEqual({
      text: '{{ steps.order.total }} of {{ steps["order"].max + input.order }}',
      list: [{ x: '{{steps?.order}}' }],
    });
  });

  it('leaves names alone that only look like it', () => {
    const params = { text: 'steps.a {{ steps.ab }} {{ other.steps.a }} {{ trigger.a }}' };
    expect(changeId(graphOf([step('a'), step('b', { params })]), 'a', 'z').nodes[1]?.params).toEqual(params);
  });

  it('rewrites code as a whole', () => {
    const code = step('c', { type: 'code', params: { code: 'return steps.a.x;' } });
    expect(changeId(graphOf([step('a'), code]), 'a', 'z').nodes[1]?.params).toEqual({ code: 'return steps.z.x;' });
  });
});
