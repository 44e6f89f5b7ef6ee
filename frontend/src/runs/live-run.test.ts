import type { Change } from '@eventloom/backend/contract';
import { describe, expect, it } from 'vitest';
import type { ShownRun } from '../api/queries';
import { patchRun } from './live-run';
import { aRun, aStep, noonPlus } from './test-runs';

const graph = { nodes: [{ id: 'order', type: 'webhook', params: {} }], edges: [] };
const running: ShownRun = { ...aRun('r1', 0), steps: [], graph, retryOf: null, parent: null, waitingFor: [] };
const step = (status: 'running' | 'succeeded', runId = 'r1'): Change => ({
  type: 'step',
  runId,
  workflowId: 'w1',
  nodeId: 'order',
  status,
  startedAt: noonPlus(0),
  finishedAt: status === 'succeeded' ? noonPlus(5) : null,
});

describe(patchRun.name, () => {
  it('adds a step when it starts and ends it when it ends', () => {
    const started = patchRun(running, [step('running')]);
    expect(started.steps).toMatchObject([{ nodeId: 'order', nodeType: 'webhook', status: 'running', attempts: [] }]);
    expect(patchRun(started, [step('succeeded')]).steps).toMatchObject([
      { status: 'succeeded', finishedAt: noonPlus(5) },
    ]);
  });

  it('keeps the data of a step whose state changes', () => {
    const before = { ...running, steps: [aStep('order', 0, null, { status: 'running', input: { a: 1 } })] };
    expect(patchRun(before, [step('succeeded')]).steps[0]).toMatchObject({ status: 'succeeded', input: { a: 1 } });
  });

  it('never takes an ended step or run back', () => {
    const over: ShownRun = { ...running, status: 'failed', steps: [aStep('order', 0, 5)] };
    expect(patchRun(over, [step('running'), { type: 'run', run: aRun('r1', 0), rootEventId: 'e1' }])).toBe(over);
  });

  it('hears nothing of other runs', () => expect(patchRun(running, [step('running', 'r2')])).toBe(running));
});
