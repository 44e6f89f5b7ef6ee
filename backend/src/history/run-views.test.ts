import { describe, expect, it } from 'vitest';
import { runSchema } from '../contract/index.js';
import { buildNode, drawGraph } from '../engine/graph-builders.test-support.js';
import { toSummary, toView, type RunRow } from './run-views.js';
import type { Step } from './step.entity.js';

const at = (second: number): Date => new Date(Date.UTC(2026, 0, 2, 3, 4, second, 678));
const time = (second: number): string => at(second).toISOString();

function row(more: Partial<RunRow> = {}): RunRow {
  return {
    id: 'run',
    eventId: 'event',
    workflowId: 'workflow',
    versionId: 'version',
    trigger: 'start',
    attempt: 1,
    status: 'succeeded',
    retryOf: null,
    replayId: null,
    test: null,
    parentRunId: null,
    parentNodeId: null,
    parentIteration: null,
    rootEventId: 'event',
    createdAt: at(0),
    startedAt: at(1),
    finishedAt: at(9),
    error: null,
    workflowName: 'Orders',
    versionNumber: 3,
    ...more,
  };
}

function step(nodeId: string, more: Partial<Step> = {}): Step {
  return {
    runId: 'run',
    nodeId,
    iteration: '',
    status: 'succeeded',
    port: null,
    output: JSON.stringify(nodeId),
    error: null,
    attempts: null,
    wait: null,
    logs: null,
    wakeAt: null,
    startedAt: at(2),
    finishedAt: at(3),
    ...more,
  };
}

const skipped = (nodeId: string, second: number): Step =>
  step(nodeId, { status: 'skipped', output: null, startedAt: null, finishedAt: at(second) });

describe(toSummary.name, () => {
  it('gives times as ISO 8601 in UTC with milliseconds', () => {
    expect(toSummary(row())).toEqual({
      id: 'run',
      workflowId: 'workflow',
      workflowName: 'Orders',
      workflowVersion: 3,
      status: 'succeeded',
      eventId: 'event',
      trigger: 'start',
      attempt: 1,
      createdAt: '2026-01-02T03:04:00.678Z',
      startedAt: '2026-01-02T03:04:01.678Z',
      finishedAt: '2026-01-02T03:04:09.678Z',
    });
  });

  it('says why a run failed, and what is not known yet', () => {
    const error = { code: 'BROKEN', message: 'it broke', nodeId: 'a' };
    expect(toSummary(row({ status: 'failed', error: JSON.stringify(error) })).error).toEqual(error);
    const queued = row({
      status: 'queued',
      startedAt: null,
      finishedAt: null,
      versionNumber: null,
      workflowName: null,
    });
    expect(toSummary(queued)).toMatchObject({
      startedAt: null,
      finishedAt: null,
      workflowVersion: null,
      workflowName: '',
    });
  });
});

describe(toView.name, () => {
  const graph = drawGraph(['start > big', 'big.true > a', 'big.false > b', 'a > join', 'b > join'], {
    big: { type: 'if' },
  });
  const steps = [
    step('join', { startedAt: at(5), finishedAt: at(6) }),
    step('a', { startedAt: at(3), finishedAt: at(4) }),
    skipped('b', 3),
    step('big', { port: 'true', output: '{"total":7}' }),
  ];
  const view = toView(row(), graph, { total: 7 }, { steps: steps });

  it('fits the contract', () => expect(runSchema.parse(view)).toEqual(view));

  it('begins with the trigger, whose output is the data of the event', () => {
    expect(view.steps[0]).toEqual({
      nodeId: 'start',
      nodeType: 'manual',
      status: 'succeeded',
      startedAt: time(1),
      finishedAt: time(1),
      output: { total: 7 },
      attempts: [],
    });
  });

  it('lists the steps in the order in which they began, what began together as it was drawn', () => {
    expect(view.steps.map(({ nodeId }) => nodeId)).toEqual(['start', 'big', 'a', 'b', 'join']);
    const together = [step('b'), step('a')];
    expect(toView(row(), graph, {}, { steps: together }).steps.map(({ nodeId }) => nodeId)).toEqual([
      'start',
      'a',
      'b',
    ]);
  });

  it('tells the inputs from the outputs before them', () => {
    expect(Object.fromEntries(view.steps.map(({ nodeId, input }) => [nodeId, input]))).toEqual({
      start: undefined,
      big: { total: 7 },
      a: { total: 7 },
      b: undefined,
      join: 'a',
    });
    const both = drawGraph(['start > a', 'start > b', 'a > join', 'b > join']);
    const joined = toView(row(), both, 1, { steps: [step('a'), step('b'), step('join')] });
    expect(joined.steps.at(-1)?.input).toEqual({ a: 'a', b: 'b' });
  });

  it('says by which port a step left', () => {
    expect(view.steps.map(({ port }) => port)).toEqual([undefined, 'true', undefined, undefined, undefined]);
  });

  it('shows the only attempt of a step that went well, which is not stored', () => {
    expect(view.steps[1]?.attempts).toEqual([{ number: 1, startedAt: time(2), finishedAt: time(3) }]);
    expect(view.steps[3]?.attempts).toEqual([]);
  });

  it('shows each stored attempt with its error', () => {
    const error = { code: 'BUSY', message: 'later' };
    const attempts = [
      { number: 1, startedAt: at(2).getTime(), finishedAt: at(3).getTime(), error },
      { number: 2, startedAt: at(4).getTime() },
    ];
    const running = step('a', {
      status: 'running',
      attempts: JSON.stringify(attempts),
      output: null,
      finishedAt: null,
    });
    expect(toView(row({ status: 'running' }), graph, {}, { steps: [running] }).steps[1]).toMatchObject({
      status: 'running',
      finishedAt: null,
      attempts: [
        { number: 1, startedAt: time(2), finishedAt: time(3), error },
        { number: 2, startedAt: time(4), finishedAt: null },
      ],
    });
  });

  it('shows a disabled step without an attempt, and a failed one with its error', () => {
    const error = { code: 'BROKEN', message: 'it broke' };
    const given = [
      step('a', { attempts: '[]' }),
      step('b', { status: 'failed', output: null, error: JSON.stringify(error), attempts: '[]' }),
    ];
    const [, a, b] = toView(row(), graph, {}, { steps: given }).steps;
    expect(a?.attempts).toEqual([]);
    expect(b).toMatchObject({ status: 'failed', error });
    expect(b).not.toHaveProperty('output');
  });

  it('has the trigger wait as long as the run does', () => {
    const queued = row({ status: 'queued', startedAt: null, finishedAt: null });
    expect(toView(queued, graph, {}, { steps: [] }).steps).toMatchObject([{ status: 'pending', startedAt: null }]);
  });

  it('shows what is left of a run whose graph has no such nodes', () => {
    const other = { nodes: [buildNode('new', 'manual')], edges: [] };
    const left = toView(row({ retryOf: 'first' }), other, 1, { steps: [step('gone', { iteration: '2' })] });
    expect(left.retryOf).toBe('first');
    expect(left.steps).toMatchObject([
      { nodeId: 'start', nodeType: '' },
      { nodeId: 'gone', nodeType: '', iteration: '2', input: null, output: 'gone' },
    ]);
  });
});
