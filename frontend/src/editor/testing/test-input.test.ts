import { describe, expect, it } from 'vitest';
import type { KeptPin } from '@eventloom/backend/contract';
import { graphOf, link, manifestOf, step } from '../model/graph-fixtures';
import { sampleOutput, testInput } from './test-input';
import type { StepResult } from './testing-store';

const manifests = new Map([
  ['manual', manifestOf('manual', { kind: 'trigger' })],
  ['set', manifestOf('set')],
]);
const graph = graphOf(
  [step('start', { type: 'manual' }), step('other', { type: 'manual' }), step('a'), step('b'), step('c')],
  [link('start', 'a'), link('a', 'b'), link('b', 'c'), link('other', 'c')],
);
const result = (more: Partial<StepResult> = {}): StepResult => ({
  runId: 'run',
  eventId: 'event',
  at: '2026-01-01T00:00:00.000Z',
  graph,
  status: 'succeeded',
  output: 'ran',
  ...more,
});
const pin = (nodeId: string, output: KeptPin['output']): KeptPin => ({
  nodeId,
  output,
  pinnedAt: '2026-01-01T00:00:00Z',
});
const NOTHING = { pins: {}, results: {} };

describe(testInput.name, () => {
  it('takes what is pinned, else what ran last, else a sample', () => {
    const known = { pins: { b: pin('b', 'pinned') }, results: { a: result({ port: 'true' }), b: result() } };
    const { pins, origin } = testInput(graph, 'c', known, manifests);
    expect(pins).toEqual({ a: { output: 'ran', port: 'true' }, b: { output: 'pinned' } });
    expect(origin).toBe('sample');
    expect(testInput(graph, 'b', known, manifests).origin).toBe('run');
    expect(testInput(graph, 'b', NOTHING, manifests)).toEqual({ pins: { a: { output: {} } }, origin: 'sample' });
  });

  it('says that the input is pinned only if all of it is', () => {
    const known = { pins: { a: pin('a', 1) }, results: {} };
    expect(testInput(graph, 'b', known, manifests).origin).toBe('pinned');
  });

  it('does not take what came of a failure', () => {
    const known = { pins: {}, results: { a: result({ status: 'failed' }) } };
    expect(testInput(graph, 'b', known, manifests).pins).toEqual({ a: { output: {} } });
  });

  it('begins with the event of the trigger that is known, or with what is pinned at it', () => {
    const ran = { pins: {}, results: { other: result() } };
    expect(testInput(graph, 'c', ran, manifests)).toMatchObject({ trigger: 'other', eventId: 'event' });
    const pinned = { ...ran, pins: { start: pin('start', { total: 1 }) } };
    expect(testInput(graph, 'c', pinned, manifests)).toMatchObject({ trigger: 'start', payload: { total: 1 } });
  });

  it('stands in the first iteration of a loop, else with the first item that is written down', () => {
    const loop = graphOf(
      [step('start', { type: 'manual' }), step('each', { type: 'for-each', params: { items: [7, 8] } }), step('a')],
      [link('start', 'each'), link('each', 'a', 'item')],
    );
    expect(testInput(loop, 'a', NOTHING, manifests)).toMatchObject({
      pins: { each: { output: 7 } },
      loop: { item: 7, index: 0 },
    });
    const ran = { pins: {}, results: { a: result({ input: 'x', iteration: '2' }) } };
    expect(testInput(loop, 'a', ran, manifests).loop).toEqual({ item: 'x', index: 2 });
  });
});

describe(sampleOutput.name, () => {
  it('knows what common steps put out', () => {
    expect(sampleOutput(step('a', { params: { values: { x: 1 } } }))).toEqual({ x: 1 });
    expect(sampleOutput(step('a', { type: 'http-request' }))).toEqual({ status: 200, headers: {}, body: {} });
    expect(sampleOutput(step('a', { type: 'for-each' }))).toEqual({ results: [], count: 0 });
    expect(sampleOutput(step('a', { type: 'else' }))).toEqual({});
  });
});
