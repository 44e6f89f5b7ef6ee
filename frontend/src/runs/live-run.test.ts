import type { Change, StepChange } from '@eventloom/backend/contract';
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

  it('keeps the iterations of a loop apart', () => {
    const inLoop = (iteration: string, status: 'running' | 'succeeded'): Change => ({
      ...(step(status) as StepChange),
      iteration,
    });
    const { steps } = patchRun(running, [inLoop('0', 'running'), inLoop('1', 'running'), inLoop('0', 'succeeded')]);
    expect(steps.map(({ iteration, status }) => [iteration, status])).toEqual([
      ['0', 'succeeded'],
      ['1', 'running'],
    ]);
  });

  it('waits no longer for what a step waited for once it is over, nor for anything once the run goes on', () => {
    const reason = { type: 'timer', sentence: 'waits until noon', nodeId: 'order' } as const;
    const held: ShownRun = { ...running, status: 'waiting', waitingFor: [reason, { type: 'worker', sentence: 'x' }] };
    expect(patchRun(held, [step('succeeded')]).waitingFor).toMatchObject([{ type: 'worker' }]);
    expect(patchRun(held, [{ type: 'run', run: aRun('r1', 0), rootEventId: 'e1' }]).waitingFor).toEqual([]);
  });

  it('hears nothing of other runs', () => expect(patchRun(running, [step('running', 'r2')])).toBe(running));
});
