import { describe, expect, it } from 'vitest';
import type { GraphNode } from '../contract/index.js';
import { answerStep, endWaiting, endWith, failStep, refuseStep, waitAtStep } from './end-step.js';
import { openFrame } from './frame.js';
import { drawPlan } from './graph-builders.test-support.js';
import { ERROR, LedRun } from './led-run.test-support.js';

const run = (node: Partial<GraphNode> = {}): LedRun =>
  new LedRun(drawPlan(['start > ask', 'ask > yes', 'ask.timeout > late', 'ask.error > sorry'], { ask: node }));
const APPROVAL = { for: { type: 'approval', message: '?' }, port: 'timeout' } as const;

describe(waitAtStep.name, () => {
  it('lets the run go until then, or for good if only an answer ends it', () => {
    expect(run().wait('ask', 5000).commands).toEqual([{ type: 'suspend', until: 5000 }]);
    expect(run().wait('ask').commands).toEqual([{ type: 'suspend' }]);
  });

  it('is told once', () => {
    const one = run().wait('ask', 5000).answer('ask');
    const { state } = one;
    expect(one.wait('ask', 6000).state).toEqual(state);
    expect(one.wait('gone', 6000).state).toEqual(state);
  });

  it('lasts over a take-over', () => {
    const one = run().wait('ask', 9000, APPROVAL).takeOver();
    expect(one.commands).toEqual([{ type: 'suspend', until: 9000 }]);
    expect(one.state.steps['ask']?.attempts).toHaveLength(1);
  });
});

describe(endWaiting.name, () => {
  it('goes on by the port that was meant for it, with the input, and not before its time', () => {
    const one = run().wait('ask', 5000, APPROVAL);
    expect(one.wake(4999).commands).toEqual([{ type: 'suspend', until: 5000 }]);
    expect(one.wake(5000).performed).toEqual(['late']);
    expect(one.state.steps['ask']).toEqual({
      status: 'succeeded',
      output: 'in',
      port: 'timeout',
      startedAt: 0,
      finishedAt: 5000,
      attempts: [{ number: 1, startedAt: 0, finishedAt: 5000 }],
    });
  });

  it('goes on by the main port if none was meant', () => {
    expect(run().wait('ask', 5000).wake(6000).performed).toEqual(['yes']);
  });

  it('fails a step that may not take that long, which may branch', () => {
    const limited = { for: APPROVAL.for, error: ERROR };
    const one = run().wait('ask', 5000, limited).wake(5000);
    expect(one.state.steps['ask']).toMatchObject({ status: 'failed', error: ERROR });
    expect(one.commands).toEqual([{ type: 'finish', status: 'failed', error: { ...ERROR, nodeId: 'ask' } }]);
    expect(run({ onError: 'branch' }).wait('ask', 5000, limited).wake(5000).performed).toEqual(['sorry']);
  });
});

describe(answerStep.name, () => {
  it('ends a wait with its output, by its port', () => {
    const one = run().wait('ask', 5000, APPROVAL).answer('ask', { by: 'Ada' }, 'timeout');
    expect(one.performed).toEqual(['late']);
    expect(one.state.steps['ask']).toMatchObject({ status: 'succeeded', output: { by: 'Ada' } });
    expect(one.state.steps['ask']).not.toHaveProperty('wait');
    expect(one.state.steps['ask']).not.toHaveProperty('wakeAt');
  });

  it('is not heard before the step waits, nor after it was answered, nor while it waits for another attempt', () => {
    const early = run().answer('ask');
    expect([early.commands, early.statuses['ask']]).toEqual([[], 'running']);
    const twice = run().wait('ask').answer('ask', 1).answer('ask', 2, 'timeout');
    expect(twice.state.steps['ask']).toMatchObject({ output: 1 });
    const retried = run({ retry: { attempts: 2, backoff: 'fixed', delayMs: 9000 } })
      .fail('ask')
      .answer('ask');
    expect(retried.statuses['ask']).toBe('waiting');
  });
});

describe(refuseStep.name, () => {
  it('fails the step for good, whatever its attempts', () => {
    const one = run({ retry: { attempts: 3, backoff: 'fixed', delayMs: 100 } })
      .wait('ask')
      .refuse('ask');
    expect(one.commands).toEqual([{ type: 'finish', status: 'failed', error: { ...ERROR, nodeId: 'ask' } }]);
    expect(one.state.steps['ask']?.attempts).toMatchObject([{ error: ERROR }]);
  });

  it('may branch, and is not heard before the step waits', () => {
    expect(run({ onError: 'branch' }).wait('ask').refuse('ask').performed).toEqual(['sorry']);
    expect(run().refuse('ask').commands).toEqual([]);
    expect(run().refuse('gone').commands).toEqual([]);
  });
});

describe(failStep.name, () => {
  it('waits as long as the other side asked for, and as the dice say', () => {
    const one = run({ retry: { attempts: 2, backoff: 'fixed', delayMs: 1000, jitter: true } });
    const failed = { type: 'failed', nodeId: 'ask', attempt: 1, error: ERROR, permanent: false, at: 1000 } as const;
    expect(one.hear({ ...failed, random: 0 }).commands).toEqual([{ type: 'suspend', until: 1500 }]);
    const asked = run({ retry: { attempts: 2, backoff: 'fixed', delayMs: 1000 } });
    expect(asked.hear({ ...failed, retryAfter: 7000 }).commands).toEqual([{ type: 'suspend', until: 8000 }]);
  });
});

describe(endWith.name, () => {
  it('ends no step that was not reached', () => {
    const frame = openFrame(drawPlan(['start > a']), { steps: {} }, { iteration: '', isHalted: false, out: nothing() });
    expect(endWith(frame, 'a', { output: 1, at: 1 })).toBe(false);
    expect(frame.steps).toEqual({});
  });
});

function nothing() {
  return { commands: [], changes: new Map() };
}
