import { describe, expect, it } from 'vitest';
import { reconnect } from './connect';
import { graphOf, link, step } from './graph-fixtures';

const graph = graphOf([step('a'), step('b'), step('c')], [link('a', 'b', 'true')]);

describe(reconnect.name, () => {
  it('leads a connection elsewhere under its own id', () => {
    const moved = reconnect(graph, 'a-b', { source: 'a', sourceHandle: 'true', target: 'c' });
    expect(moved.edges).toEqual([{ id: 'a-b', source: 'a', sourceHandle: 'true', target: 'c' }]);
    const usual = reconnect(graph, 'a-b', { source: 'c', sourceHandle: 'out', target: 'b' });
    expect(usual.edges).toEqual([{ id: 'a-b', source: 'c', target: 'b' }]);
  });

  it('answers the same graph if it is put back where it was', () => {
    expect(reconnect(graph, 'a-b', { source: 'a', sourceHandle: 'true', target: 'b' })).toBe(graph);
  });
});
