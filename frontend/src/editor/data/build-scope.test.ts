import { describe, expect, it } from 'vitest';
import type { ShownRun, ShownStep } from '../../api/queries';
import { scopeOfRun, scopeOfSample } from './build-scope';

const node = (id: string, type = 'set') => ({ id, type, params: {} });
const edge = (source: string, target: string, sourceHandle?: string) => ({
  ...{ id: `${source}-${target}`, source, target },
  ...(sourceHandle !== undefined && { sourceHandle }),
});
const step = (nodeId: string, rest: Partial<ShownStep>): ShownStep => ({
  ...{ nodeId, nodeType: 'set', status: 'succeeded', attempts: [], finishedAt: null },
  startedAt: '2026-01-01T00:00:00.000Z',
  ...rest,
});
const runOf = (steps: ShownStep[]): ShownRun =>
  ({
    id: 'r1',
    attempt: 1,
    trigger: 'start',
    createdAt: '2026-01-01T00:00:00.000Z',
    startedAt: null,
    steps,
  }) as unknown as ShownRun;

describe(scopeOfRun.name, () => {
  const graph = { nodes: ['start', 'a', 'b'].map((id) => node(id)), edges: [edge('start', 'a'), edge('a', 'b')] };

  it('knows the trigger, the steps before and the input, and nothing of the step itself', () => {
    const run = runOf([
      step('start', { output: { n: 1 } }),
      step('a', { output: 2 }),
      step('b', { input: 2, output: 3 }),
    ]);
    const scope = scopeOfRun(graph, 'b', run, { type: 'x' });
    expect(scope).toMatchObject({ trigger: { n: 1 }, event: { type: 'x' }, input: 2, run: { id: 'r1' } });
    expect(scope.steps).toEqual({ start: { n: 1 }, a: 2 });
  });

  it('works the input out for a step that is new', () => {
    expect(
      scopeOfRun(graph, 'b', runOf([step('start', { output: 1 }), step('a', { output: 2 })]), undefined).input,
    ).toBe(2);
  });

  it('stays within one round of a loop', () => {
    const loop = {
      nodes: [node('start'), node('each', 'for-each'), node('a'), node('b')],
      edges: [edge('start', 'each'), edge('each', 'a', 'item'), edge('a', 'b')],
    };
    const run = runOf([
      step('start', { output: {} }),
      step('a', { iteration: '0', input: 'x', output: 'first' }),
      step('a', { iteration: '1', input: 'y', output: 'second' }),
      step('b', { iteration: '1', input: 'second', output: 'done' }),
    ]);
    const scope = scopeOfRun(loop, 'b', run, undefined);
    expect(scope).toMatchObject({ index: 1, item: 'y', input: 'second' });
    expect(scope.steps).toMatchObject({ a: 'second' });
  });
});

describe(scopeOfSample.name, () => {
  it('has the sample for the trigger, and for the input of what follows it', () => {
    const graph = { nodes: [node('start'), node('a')], edges: [edge('start', 'a')] };
    expect(scopeOfSample(graph, 'a', node('start'), { n: 1 })).toMatchObject({ trigger: { n: 1 }, input: { n: 1 } });
  });
});
