import { describe, expect, it } from 'vitest';
import { compareGraphs } from '../model/compare-graphs';
import { graphOf, link, step } from '../model/graph-fixtures';
import { mergeGraphs } from './merge-graphs';

describe(mergeGraphs.name, () => {
  it('shows what is gone beside what is there, and tells them apart', () => {
    const from = graphOf([step('a'), step('b')], [link('a', 'b')]);
    const to = graphOf([step('a', { params: { x: 1 } }), step('c')], [{ ...link('a', 'c'), id: link('a', 'b').id }]);
    const { graph, changes } = mergeGraphs(to, compareGraphs(from, to));
    expect(graph.nodes.map(({ id }) => id)).toEqual(['a', 'c', 'b']);
    expect(graph.edges.map(({ source, target }) => `${source}-${target}`)).toEqual(['a-c', 'a-b']);
    expect(new Set(graph.edges.map(({ id }) => id)).size).toBe(2);
    expect(changes.nodes).toEqual({ a: 'changed', b: 'removed', c: 'added' });
    expect(graph.edges.map(({ id }) => changes.edges[id])).toEqual(['added', 'removed']);
  });

  it('moves what is gone away from under what has taken its place', () => {
    const at = { x: 304, y: 0 };
    const from = graphOf([step('old', { position: at })]);
    const to = graphOf([step('fresh', { position: at })]);
    const { graph } = mergeGraphs(to, compareGraphs(from, to));
    expect(graph.nodes.map(({ position }) => position)).toEqual([at, { x: 304, y: 72 }]);
  });
});
