import { describe, expect, it } from 'vitest';
import { advanceRun } from './advance-run.js';
import { ancestorsOf, cutGraph, portBetween } from './cut-graph.js';
import { CATALOG, drawGraph } from './graph-builders.test-support.js';
import { planGraph } from './plan-graph.js';
import { NEW_RUN } from './run-state.js';

const lines = ({ edges }: ReturnType<typeof cutGraph>) =>
  edges.map(({ source, sourceHandle, target }) => `${source}${sourceHandle ? `.${sourceHandle}` : ''} > ${target}`);
const ids = ({ nodes }: ReturnType<typeof cutGraph>) => nodes.map(({ id }) => id);

const SHOP = drawGraph(['start > big', 'big.true > tell', 'big.false > note', 'tell > join', 'note > join'], {
  big: { type: 'if' },
});
const LOOP = drawGraph(['start > each', 'each.item > a', 'a > b', 'each.done > after'], { each: { type: 'for-each' } });

describe(ancestorsOf.name, () => {
  it('finds what leads to a node by any way', () => {
    expect([...ancestorsOf(SHOP, 'join')].sort()).toEqual(['big', 'note', 'start', 'tell']);
    expect([...ancestorsOf(SHOP, 'start')]).toEqual([]);
  });

  it('counts the loop around a node', () => {
    expect([...ancestorsOf(LOOP, 'b')].sort()).toEqual(['a', 'each', 'start']);
  });

  it('follows circles once', () => {
    expect([...ancestorsOf(drawGraph(['start > a', 'a > b', 'b > a']), 'a')].sort()).toEqual(['b', 'start']);
  });
});

describe(portBetween.name, () => {
  it('tells the way out of the first connection between two nodes', () => {
    expect(portBetween(SHOP, 'big', 'note')).toBe('false');
    expect(portBetween(SHOP, 'tell', 'join')).toBe('out');
    expect(portBetween(SHOP, 'start', 'join')).toBeUndefined();
  });
});

describe(cutGraph.name, () => {
  it('keeps all of the graph if nothing is named', () => {
    expect(cutGraph(SHOP, 'start', { pinned: ['big'] })).toBe(SHOP);
  });

  it('keeps what leads to the target, and nothing beside or after it', () => {
    const cut = cutGraph(SHOP, 'start', { target: 'tell', pinned: [] });
    expect(ids(cut)).toEqual(['start', 'big', 'tell']);
    expect(lines(cut)).toEqual(['start > big', 'big.true > tell']);
  });

  it('keeps the loop around the target, with its body up to there', () => {
    const plan = planGraph(cutGraph(LOOP, 'start', { target: 'a', pinned: [] }), 'start', CATALOG);
    expect([...plan.nodes.keys()]).toEqual(['start', 'each']);
    expect([...(plan.nodes.get('each')?.body?.nodes.keys() ?? [])]).toEqual(['each', 'a']);
  });

  it('keeps one step, led to by what is pinned straight before it', () => {
    const cut = cutGraph(SHOP, 'start', { only: 'tell', pinned: ['big', 'note'] });
    expect(ids(cut)).toEqual(['start', 'big', 'tell', 'note']);
    expect(lines(cut)).toEqual(['start > big', 'start > note', 'big.true > tell']);
    expect(cut.nodes.find(({ id }) => id === 'big')?.type).toBe('pinned');
  });

  it('lets the trigger lead to a step if nothing before it is pinned', () => {
    expect(lines(cutGraph(SHOP, 'start', { only: 'join', pinned: [] }))).toEqual(['start > join']);
    expect(lines(cutGraph(SHOP, 'start', { only: 'big', pinned: ['big'] }))).toEqual(['start > big']);
  });

  it('takes one connection of several between the same two', () => {
    const both = drawGraph(['start > big', 'big.true > a', 'big.false > a'], { big: { type: 'if' } });
    expect(lines(cutGraph(both, 'start', { only: 'a', pinned: ['big'] }))).toEqual(['start > big', 'big.true > a']);
  });

  it('tests a step that is disabled, and one of a loop as if it were outside', () => {
    const graph = { ...LOOP, nodes: LOOP.nodes.map((node) => (node.id === 'a' ? { ...node, disabled: true } : node)) };
    const plan = planGraph(cutGraph(graph, 'start', { only: 'a', pinned: ['each'] }), 'start', CATALOG);
    expect([...plan.nodes.keys()]).toEqual(['start', 'each', 'a']);
    const at = 1;
    const started = advanceRun(plan, NEW_RUN, { type: 'started', output: {}, at });
    expect(started.commands).toEqual([{ type: 'perform', nodeId: 'each', attempt: 1 }]);
    const given = { type: 'succeeded', nodeId: 'each', attempt: 1, output: 'item', port: 'item', at } as const;
    const { commands, state } = advanceRun(plan, started.state, given);
    expect(commands).toEqual([{ type: 'perform', nodeId: 'a', attempt: 1 }]);
    const done = { type: 'succeeded', nodeId: 'a', attempt: 1, output: 'done', at } as const;
    expect(advanceRun(plan, state, done).commands).toEqual([{ type: 'finish', status: 'succeeded' }]);
  });
});
