import type { Change, RunSummary, StepChange } from '@eventloom/backend/contract';
import { describe, expect, it } from 'vitest';
import {
  beginSession,
  failureOf,
  faultyParam,
  isSettled,
  outcomeOf,
  stepsShown,
  takeChanges,
  takeRun,
} from './run-session';

const summary = (id: string, status: RunSummary['status'], finishedAt: string | null = null): RunSummary => ({
  id,
  workflowId: 'w',
  workflowName: 'Fan-out hello',
  workflowVersion: null,
  status,
  eventId: `event-${id}`,
  trigger: 'start',
  attempt: 1,
  createdAt: '2026-01-01T00:00:00.000Z',
  startedAt: '2026-01-01T00:00:00.010Z',
  finishedAt,
});
const run = (id: string, status: RunSummary['status'], root = 'root', finishedAt: string | null = null): Change => ({
  type: 'run',
  run: summary(id, status, finishedAt),
  rootEventId: root,
});
const stepOf = (runId: string, nodeId: string, status: 'running' | 'succeeded' | 'failed'): Change => ({
  type: 'step',
  runId,
  workflowId: 'w',
  nodeId,
  status,
  startedAt: '2026-01-01T00:00:00.020Z',
  finishedAt: null,
});

describe(takeChanges.name, () => {
  it('gathers the run that was started and what it set off, also if told before it', () => {
    const session = takeChanges(beginSession('r1'), [run('r2', 'queued'), stepOf('r2', 'b', 'running')]);
    expect(session.runs.size).toBe(0);
    const heard = takeChanges(session, [run('r1', 'running'), stepOf('r1', 'a', 'succeeded')]);
    expect([...heard.runs.keys()]).toEqual(['r2', 'r1']);
    expect(stepsShown(heard).map((step) => [step.nodeId, step.status])).toEqual([
      ['b', 'running'],
      ['a', 'succeeded'],
    ]);
  });

  it('keeps the steps of a run that is told of only at its end', () => {
    const session = takeChanges(beginSession('r1'), [run('r1', 'running'), stepOf('r2', 'b', 'succeeded')]);
    const heard = takeChanges(session, [run('r2', 'succeeded')]);
    expect(stepsShown(heard).map((step) => step.nodeId)).toEqual(['b']);
  });

  it('leaves runs of other chains out', () => {
    const changes = [run('r1', 'running'), run('other', 'running', 'elsewhere'), stepOf('other', 'a', 'failed')];
    const session = takeChanges(beginSession('r1'), changes);
    expect([...session.runs.keys()]).toEqual(['r1']);
    expect(stepsShown(session)).toEqual([]);
  });
});

describe(stepsShown.name, () => {
  const at = (runId: string, iteration: string | undefined, second: number): Change => ({
    ...(stepOf(runId, 'a', 'succeeded') as StepChange),
    startedAt: `2026-01-01T00:00:0${second}.000Z`,
    ...(iteration !== undefined && { iteration }),
  });

  it('shows every iteration of the run that reached a step last', () => {
    const session = takeChanges(beginSession('r1'), [
      run('r1', 'running'),
      run('r2', 'running'),
      ...[at('r1', '0', 1), at('r1', '1', 2), at('r2', '0', 3), at('r2', '1', 4)],
    ]);
    expect(stepsShown(session)).toMatchObject([
      { runId: 'r2', iteration: '0' },
      { runId: 'r2', iteration: '1' },
    ]);
  });
});

describe(isSettled.name, () => {
  it('waits for every run of the chain', () => {
    const half = takeChanges(beginSession('r1'), [run('r1', 'succeeded'), run('r2', 'running')]);
    expect(isSettled(half)).toBe(false);
    expect(isSettled(takeChanges(half, [run('r2', 'failed')]))).toBe(true);
    expect(isSettled(beginSession('r1'))).toBe(false);
  });
});

describe(outcomeOf.name, () => {
  it('counts, names a failed run and measures from the first start to the last end', () => {
    const session = takeChanges(beginSession('r1'), [
      run('r1', 'succeeded', 'root', '2026-01-01T00:00:00.100Z'),
      run('r2', 'failed', 'root', '2026-01-01T00:00:00.420Z'),
    ]);
    expect(outcomeOf(session)).toMatchObject({
      total: 2,
      over: 2,
      succeeded: 1,
      failed: { id: 'r2' },
      durationMs: 420,
    });
  });
});

describe('a run that waits', () => {
  it('is told as one once nothing of the chain works any more', () => {
    const both = takeChanges(beginSession('r1'), [run('r1', 'waiting'), run('r2', 'running')]);
    expect(outcomeOf(both).waiting).toBeUndefined();
    expect(outcomeOf(takeChanges(both, [run('r2', 'cancelled')]))).toMatchObject({
      waiting: { id: 'r1' },
      cancelled: 1,
    });
  });
});

describe(takeRun.name, () => {
  it('fills in what the stream missed', () => {
    const step = {
      nodeId: 'a',
      nodeType: 'set',
      status: 'succeeded',
      startedAt: null,
      finishedAt: null,
      attempts: [],
    } as const;
    const session = takeRun(beginSession('r1'), { ...summary('r1', 'succeeded'), steps: [{ ...step, attempts: [] }] });
    expect(isSettled(session)).toBe(true);
    expect(stepsShown(session)).toHaveLength(1);
  });
});

describe(failureOf.name, () => {
  it('tells what went wrong with a step, and in which run', () => {
    const error = { code: 'HTTP_STATUS', message: '503' };
    const failed = { ...stepOf('r2', 'b', 'failed'), error };
    const session = takeChanges(beginSession('r1'), [run('r1', 'succeeded'), run('r2', 'failed'), failed]);
    expect(failureOf(session, 'b')).toEqual({ runId: 'r2', error });
    expect(failureOf(session, 'a')).toBeUndefined();
  });
});

describe(faultyParam.name, () => {
  it('is the parameter that did not fit, or the code that threw', () => {
    expect(faultyParam({ code: 'PARAM_INVALID', message: 'headers.x: Expected string' }, {})).toBe('headers');
    expect(faultyParam({ code: 'STEP_FAILED', message: 'no', line: 1 }, { code: 'throw 1' })).toBe('code');
    expect(faultyParam({ code: 'HTTP_STATUS', message: '503' }, { url: 'x' })).toBeUndefined();
  });
});
