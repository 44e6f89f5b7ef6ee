import { describe, expect, it } from 'vitest';
import { placeNodes, topologicalOrder } from './place-nodes';

const node = (id: string, position?: { x: number; y: number }) => ({ id, type: 'set', params: {}, position });
const edge = (source: string, target: string) => ({ id: `${source}${target}`, source, target });

describe(placeNodes.name, () => {
  it('answers a graph that is placed as it is', () => {
    const graph = { nodes: [node('a', { x: 1, y: 2 })], edges: [] };
    expect(placeNodes(graph)).toBe(graph);
  });

  it('puts steps in columns by their distance from the start', () => {
    const graph = { nodes: [node('c'), node('a'), node('b')], edges: [edge('a', 'b'), edge('b', 'c'), edge('a', 'c')] };
    const places = Object.fromEntries(placeNodes(graph).nodes.map(({ id, position }) => [id, position]));
    expect(places).toEqual({ a: { x: 0, y: 0 }, b: { x: 320, y: 0 }, c: { x: 640, y: 0 } });
  });
});

describe(topologicalOrder.name, () => {
  it('puts a step after all that lead to it, and loses none on a circle', () => {
    const nodes = ['d', 'c', 'b', 'a'].map((id) => node(id));
    expect(topologicalOrder({ nodes, edges: [edge('a', 'b'), edge('b', 'c'), edge('a', 'c')] })).toEqual([
      'd',
      'a',
      'b',
      'c',
    ]);
    expect(topologicalOrder({ nodes, edges: [edge('a', 'b'), edge('b', 'a')] })).toEqual(['d', 'c', 'b', 'a']);
  });
});
