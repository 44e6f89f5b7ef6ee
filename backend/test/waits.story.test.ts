import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Graph, Run } from '../src/contract/index.js';
import { startTestApp, type TestApp } from './support/app.js';
import { createTestDatabase, type TestDatabase } from './support/database.js';
import { sendJson, startSink, type Sink } from './support/sink.js';
import { until } from './support/until.js';
import {
  chain,
  createWorkflow,
  edge,
  expectStatus,
  getRun,
  node,
  publishEvent,
  publishWorkflow,
  runByHand,
  statesOf,
  stepOf,
  waitForRun,
} from './support/workflows.js';

describe('runs that wait', () => {
  let database: TestDatabase;
  let app: TestApp;
  let shop: Sink;

  beforeAll(async () => {
    database = await createTestDatabase();
    app = await startTestApp({ database });
    shop = await startSink((_request, response) => sendJson(response, 200, {}));
  });
  afterAll(async () => {
    await app.close();
    await shop.close();
    await database.drop();
  });

  async function begin(graph: Graph, payload: unknown = {}): Promise<string> {
    const { id } = await createWorkflow(app, 'Waiting', graph);
    return runByHand(app, id, { payload });
  }

  /** The run once it holds nothing and waits. */
  function waits(runId: string): Promise<Run> {
    return until(`run ${runId} waits`, async () => {
      const run = await getRun(app, runId);
      return run.status === 'waiting' && run;
    });
  }

  const start = node('start', 'manual');

  describe('for a time', () => {
    it('go on with the input after the delay, and say until when they wait', async () => {
      const runId = await begin(
        chain(start, node('nap', 'delay', { ms: 1500 }), node('end', 'set', { values: { n: '{{ input.n }}' } })),
        { n: 1 },
      );
      const waiting = await waits(runId);
      const [reason] = waiting.waitingFor;
      expect(reason).toMatchObject({ type: 'timer', nodeId: 'nap' });
      expect(reason?.sentence).toContain('“nap” waits until ');
      const run = await waitForRun(app, runId);
      expect(stepOf(run, 'end').output).toEqual({ n: 1 });
      expect(run.waitingFor).toEqual([]);
      const nap = stepOf(run, 'nap');
      expect(Date.parse(nap.finishedAt ?? '') - Date.parse(nap.startedAt ?? '')).toBeGreaterThanOrEqual(1499);
    });

    it('go on at once when the time is over already', async () => {
      const runId = await begin(chain(start, node('nap', 'delay', { until: '{{ trigger.at }}' })), {
        at: '2020-01-01T00:00:00Z',
      });
      expect((await waitForRun(app, runId)).status).toBe('succeeded');
    });

    it.each([
      [-1, 'DELAY_NEGATIVE'],
      [1e15, 'DELAY_OUT_OF_RANGE'],
      ['soon', 'DELAY_OUT_OF_RANGE'],
    ])('fail for a wait of %s', async (ms, code) => {
      const runId = await begin(chain(start, node('nap', 'delay', { ms: '{{ trigger.ms }}' })), { ms });
      expect(await waitForRun(app, runId)).toMatchObject({ status: 'failed', error: { code, nodeId: 'nap' } });
    });
  });

  describe('for an event', () => {
    const wait = (topic: string, more: Record<string, unknown> = {}): Graph => ({
      nodes: [
        start,
        node('paid', 'wait-for-event', { type: topic, ...(more as object) }),
        node('yes', 'set', { values: { got: '{{ steps.paid.data }}' } }),
        node('no', 'set', { values: { late: true } }),
      ],
      edges: [edge('start', 'paid'), edge('paid.received', 'yes'), edge('paid.timeout', 'no')],
    });
    const sameOrder = { all: [{ left: '{{ candidate.data.order }}', operator: 'eq', right: '{{ trigger.order }}' }] };

    it('take the first that fits their conditions', async () => {
      const runId = await begin(wait('pay.one', { match: sameOrder }), { order: 7 });
      const waiting = await waits(runId);
      expect(waiting.waitingFor[0]).toMatchObject({ type: 'event', topic: 'pay.one', nodeId: 'paid' });
      await publishEvent(app, { type: 'pay.one', data: { order: 8 } });
      await publishEvent(app, { type: 'pay.one', data: { order: 7, amount: 1 } });
      await publishEvent(app, { type: 'pay.one', data: { order: 7, amount: 2 } });
      const run = await waitForRun(app, runId);
      expect(stepOf(run, 'yes').output).toEqual({ got: { order: 7, amount: 1 } });
      expect(stepOf(run, 'no').status).toBe('skipped');
      expect(stepOf(run, 'paid')).toMatchObject({ port: 'received', output: { type: 'pay.one' } });
      expect(stepOf(run, 'yes').attempts, 'what an answer leads to is done once').toHaveLength(1);
    });

    it('never take what is written in data for an expression', async () => {
      const runId = await begin(wait('pay.text', { match: sameOrder }), { order: '{{ candidate.data.order }}' });
      await waits(runId);
      await publishEvent(app, { type: 'pay.text', data: { order: 'x' } });
      await publishEvent(app, { type: 'pay.text', data: { order: '{{ candidate.data.order }}', right: true } });
      expect(stepOf(await waitForRun(app, runId), 'yes').output).toMatchObject({ got: { right: true } });
    });

    it('look back at those that came just before', async () => {
      await publishEvent(app, { type: 'pay.back', data: { order: 1, from: 'the past' } });
      const runId = await begin(wait('pay.*', { match: sameOrder, lookbackMs: 60_000 }), { order: 1 });
      expect(stepOf(await waitForRun(app, runId), 'yes').output).toMatchObject({ got: { from: 'the past' } });
    });

    it('do not look back unless they are told to', async () => {
      await publishEvent(app, { type: 'pay.none', data: { order: 1 } });
      const runId = await begin(wait('pay.none', { timeoutMs: 700 }), { order: 1 });
      const run = await waitForRun(app, runId);
      expect(stepOf(run, 'no').output).toEqual({ late: true });
      expect(stepOf(run, 'paid')).toMatchObject({ port: 'timeout', output: { order: 1 } });
    });
  });

  describe('for a decision', () => {
    const ask: Graph = {
      nodes: [
        start,
        node('ask', 'approval', { message: 'Refund {{ trigger.amount }} EUR?' }),
        node('pay', 'set', { values: { by: '{{ steps.ask.by }}', comment: '{{ steps.ask.comment }}' } }),
        node('keep', 'set', { values: { kept: true } }),
      ],
      edges: [
        edge('start', 'ask'),
        edge('ask.approved', 'pay'),
        edge('ask.rejected', 'keep'),
        edge('ask.timeout', 'keep'),
      ],
    };

    it('are listed, and go the way that was decided', async () => {
      const runId = await begin(ask, { amount: 20 });
      const waiting = await waits(runId);
      expect(waiting.waitingFor[0]).toMatchObject({ type: 'approval', message: 'Refund 20 EUR?', nodeId: 'ask' });
      const { items } = expectStatus(await app.api<{ items: object[] }>('GET', '/approvals'), 200);
      expect(items).toContainEqual(expect.objectContaining({ runId, nodeId: 'ask', message: 'Refund 20 EUR?' }));
      const decided = await app.api('POST', `/runs/${runId}/approvals/ask`, { decision: 'approve', comment: 'fine' });
      expect(decided.status).toBe(202);
      const run = await waitForRun(app, runId);
      expect(stepOf(run, 'pay').output).toEqual({ by: 'EVENTLOOM_API_KEY', comment: 'fine' });
      expect(stepOf(run, 'ask').output).toMatchObject({ decision: 'approve', by: 'EVENTLOOM_API_KEY' });
      expect((await app.api('POST', `/runs/${runId}/approvals/ask`, { decision: 'reject' })).status).toBe(409);
    });

    it('count the first decision only', async () => {
      const runId = await begin(ask, { amount: 1 });
      await waits(runId);
      const path = `/runs/${runId}/approvals/ask`;
      const answers = await Promise.all(
        ['reject', 'approve', 'approve'].map((decision) => app.api('POST', path, { decision })),
      );
      expect(answers.map(({ status }) => status).toSorted()).toEqual([202, 409, 409]);
      await waitForRun(app, runId);
    });

    it('may be decided while another branch is busy, and after a restart', async () => {
      const runId = await begin(ask, { amount: 2 });
      await waits(runId);
      await app.close();
      app = await startTestApp({ database });
      await app.api('POST', `/runs/${runId}/approvals/ask`, { decision: 'reject' });
      expect(stepOf(await waitForRun(app, runId), 'keep').output).toEqual({ kept: true });
    });
  });

  describe('when they are cancelled', () => {
    it('abort a call that is in flight', async () => {
      const silent = await startSink(() => undefined);
      const runId = await begin(chain(start, node('call', 'http-request', { url: silent.url }), node('end', 'set')));
      await until('the call is there', () => Promise.resolve(silent.requests.length > 0));
      await app.api('POST', `/runs/${runId}/cancel`);
      const run = await waitForRun(app, runId);
      expect(run.status).toBe('cancelled');
      expect(statesOf(run)).toEqual({ start: 'succeeded', call: 'cancelled' });
      await silent.close();
    });

    it('cannot be cancelled twice', async () => {
      const runId = await begin(chain(start, node('nap', 'delay', { ms: 60_000 })));
      await waits(runId);
      await app.api('POST', `/runs/${runId}/cancel`);
      await waitForRun(app, runId);
      expect(await app.api('POST', `/runs/${runId}/cancel`)).toMatchObject({
        status: 409,
        body: { code: 'RUN_ENDED' },
      });
    });
  });

  it('go another way when a step has waited longer than it may', async () => {
    const child = await publishWorkflow(app, 'Slow', chain(start, node('nap', 'delay', { ms: 60_000 })));
    const call = node('call', 'sub-workflow', { workflowId: child }, { timeoutMs: 400, onError: 'branch' });
    const runId = await begin({
      nodes: [start, call, node('sorry', 'set', { values: { code: '{{ input.error.code }}' } })],
      edges: [edge('start', 'call'), edge('call.error', 'sorry')],
    });
    const run = await waitForRun(app, runId);
    expect(stepOf(run, 'call').error).toMatchObject({ code: 'STEP_TIMEOUT' });
    expect(stepOf(run, 'sorry').output).toEqual({ code: 'STEP_TIMEOUT' });
  });

  it('end as failed when they take longer than their workflow allows', async () => {
    const graph = chain(start, node('nap', 'delay', { ms: 60_000 }));
    const { body } = await app.api<{ id: string }>('POST', '/workflows', {
      name: 'Limited',
      graph,
      settings: { runTimeoutMs: 400 },
    });
    const run = await waitForRun(app, await runByHand(app, body.id));
    expect(run).toMatchObject({ status: 'failed', error: { code: 'RUN_TIMEOUT' } });
    expect(stepOf(run, 'nap').status).toBe('cancelled');
  });
});
