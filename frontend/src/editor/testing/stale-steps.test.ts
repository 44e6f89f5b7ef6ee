import { describe, expect, it } from 'vitest';
import type { Graph } from '@eventloom/backend/contract';
import { staleSteps } from './stale-steps';

const node = (id: string, values = {}) => ({ id, type: 'set', params: { values } });
const edge = (source: string, target: string) => ({ id: `${source}-${target}`, source, target });
const graph: Graph = {
  nodes: [node('a'), node('b'), node('c'), node('other')],
  edges: [edge('a', 'b'), edge('b', 'c'), edge('a', 'other')],
};
const changed = (id: string, more: object): Graph => ({
  ...graph,
  nodes: graph.nodes.map((each) => (each.id === id ? { ...each, ...more } : each)),
});
const stale = (now: Graph) => [...staleSteps(graph, now)].sort();

describe(staleSteps.name, () => {
  it('names a step that changed and all that comes after it', () => {
    expect(stale(changed('b', { params: { values: { x: 1 } } }))).toEqual(['b', 'c']);
    expect(stale(changed('b', { disabled: true }))).toEqual(['b', 'c']);
  });

  it('takes no notice of places, names, and changes that were taken back', () => {
    expect(stale(graph)).toEqual([]);
    expect(stale(changed('a', { position: { x: 1, y: 2 }, label: 'New', params: { values: {} } }))).toEqual([]);
    expect(stale(changed('a', { disabled: false }))).toEqual([]);
  });

  it('names a step to which something else leads', () => {
    expect(stale({ ...graph, edges: [...graph.edges, edge('other', 'c')] })).toEqual(['c']);
    expect(stale({ ...graph, edges: graph.edges.slice(1) })).toEqual(['b', 'c']);
  });

  it('names steps that were not there, and follows circles once', () => {
    const circle = { nodes: [...graph.nodes, node('new')], edges: [...graph.edges, edge('c', 'b')] };
    expect(stale(circle)).toEqual(['b', 'c', 'new']);
  });
});
