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

  describe('with loops', () => {
    const nodes = { each: { type: 'for-each' }, inner: { type: 'for-each' } };
    const plan = drawPlan(
      ['start > each', 'each.item > a', 'a > inner', 'inner.item > b', 'inner.done > c', 'each.done > after'],
      nodes,
    );
    const body = plan.nodes.get('each')?.body;

    it('gives what a loop repeats a plan of its own, which starts at the loop', () => {
      expect([...plan.nodes.keys()]).toEqual(['start', 'each', 'after']);
      expect(body).toMatchObject({ trigger: 'each', startPort: 'item' });
      expect([...(body?.nodes.keys() ?? [])]).toEqual(['each', 'a', 'inner', 'c']);
      expect([...(body?.nodes.get('inner')?.body?.nodes.keys() ?? [])]).toEqual(['inner', 'b']);
      expect(plan.nodes.get('each')?.outgoing.map(({ target }) => target)).toEqual(['after']);
      expect(body?.nodes.get('each')?.outgoing.map(({ target }) => target)).toEqual(['a']);
      expect(body?.nodes.get('each')?.incoming).toEqual([]);
    });

    it('knows the loops around each node, the outermost first', () => {
      const around = { a: ['each'], inner: ['each'], c: ['each'], b: ['each', 'inner'] };
      expect(Object.fromEntries(plan.loops)).toEqual(around);
      expect(body?.nodes.get('inner')?.body?.loops).toBe(plan.loops);
    });

    it('lets a loop go on by its port for afterwards', () => {
      expect(plan.nodes.get('each')?.mainPort).toBe('done');
      expect(body?.nodes.get('each')?.body).toBeUndefined();
    });

    it('follows a loop that leads back to itself once', () => {
      const circle = drawPlan(['start > each', 'each.item > a', 'a > each'], nodes);
      expect([...(circle.nodes.get('each')?.body?.nodes.keys() ?? [])]).toEqual(['each', 'a']);
    });
  });

  it('joins any only where a merge is told to', () => {
    const merges = {
      m: { type: 'merge', params: { mode: 'any' } },
      n: { type: 'merge' },
      a: { params: { mode: 'any' } },
    };
    const plan = drawPlan(['start > m', 'start > n', 'start > a'], merges);
    expect([...plan.nodes.values()].map(({ join }) => join)).toEqual(['all', 'any', 'all', 'all']);
  });

  it('refuses a trigger that the graph does not have', () => {
    expect(() => planGraph(drawGraph(['start > a']), 'gone', CATALOG)).toThrow('the graph has no node "gone"');
  });
});
