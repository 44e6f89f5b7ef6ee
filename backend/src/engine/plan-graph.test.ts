import { describe, expect, it } from 'vitest';
import { buildEdge, CATALOG, drawGraph, drawPlan } from './graph-builders.test-support.js';
import { planGraph } from './plan-graph.js';

describe(planGraph.name, () => {
  it('holds what can be reached from the trigger, and nothing else', () => {
    const plan = drawPlan(['start > a', 'a > b', 'lonely > c'], { other: { type: 'manual' } });
    expect(plan.trigger).toBe('start');
    expect([...plan.nodes.keys()]).toEqual(['start', 'a', 'b']);
  });

  it('ignores edges from nodes that the trigger cannot reach: nobody waits for another trigger', () => {
    const graph = drawGraph(['start > join', 'other > side', 'side > join'], { other: { type: 'manual' } });
    const incoming = (trigger: string) => {
      const edges = planGraph(graph, trigger, CATALOG).nodes.get('join')?.incoming ?? [];
      return edges.map(({ source }) => source);
    };
    expect(incoming('start')).toEqual(['start']);
    expect(incoming('other')).toEqual(['side']);
  });

  it('lists the edges of a node in the order in which they were drawn', () => {
    const join = drawPlan(['start > b', 'start > a', 'b > join', 'a > join']).nodes.get('join');
    expect(join?.incoming.map(({ source }) => source)).toEqual(['b', 'a']);
    expect(
      drawPlan(['start > b', 'start > a'])
        .nodes.get('start')
        ?.outgoing.map(({ target }) => target),
    ).toEqual(['b', 'a']);
  });

  it('takes the first port of a type for its main one', () => {
    const plan = drawPlan(['start > big', 'big.true > what'], { big: { type: 'if' }, what: { type: 'teleport' } });
    expect([...plan.nodes.values()].map(({ mainPort }) => mainPort)).toEqual(['out', 'true', 'out']);
  });

  it('leaves out edges that lead to nothing', () => {
    const graph = drawGraph(['start > a']);
    const plan = planGraph({ ...graph, edges: [...graph.edges, buildEdge('a', 'gone')] }, 'start', CATALOG);
    expect([...plan.nodes.keys()]).toEqual(['start', 'a']);
    expect(plan.nodes.get('a')?.outgoing).toEqual([]);
  });

  it('follows circles once: a draft may hold them', () => {
    expect([...drawPlan(['start > a', 'a > b', 'b > a']).nodes.keys()]).toEqual(['start', 'a', 'b']);
  });

  it('takes the name that every object has for a name like any other', () => {
    const plan = drawPlan(['start > constructor', 'constructor > toString']);
    expect([...plan.nodes.keys()]).toEqual(['start', 'constructor', 'toString']);
  });

  it('refuses a trigger that the graph does not have', () => {
    expect(() => planGraph(drawGraph(['start > a']), 'gone', CATALOG)).toThrow('the graph has no node "gone"');
  });
});
