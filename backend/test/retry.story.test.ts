import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Graph, Run } from '../src/contract/index.js';
import { startTestApp, type TestApp } from './support/app.js';
import { sendJson, startSink, type Sink } from './support/sink.js';
import {
  callHook,
  createWorkflow,
  edge,
  expectStatus,
  node,
  publishWorkflow,
  runByHand,
  statesOf,
  stepOf,
  waitForRun,
  webhook,
  type ProblemBody,
} from './support/workflows.js';

let app: TestApp;
let sink: Sink;
let isShopOpen = false;

beforeAll(async () => {
  sink = await startSink(({ path }, response) => {
    if (path === '/shop' && !isShopOpen) sendJson(response, 400, { reason: 'closed' });
    else sendJson(response, 200, { path });
  });
  app = await startTestApp();
});
beforeEach(() => {
  sink.requests.length = 0;
  isShopOpen = false;
});
afterAll(async () => {
  await app.close();
  await sink.close();
});

/**
 * hook -> paid -> shop -> end, and beside it hook -> noted: the shop refuses as long as it is closed.
 * @param said what the last step says, to tell versions from one another
 */
function orderGraph(path: string, said: string): Graph {
  const call = (id: string, to: string) =>
    node(id, 'http-request', { method: 'POST', url: `${sink.url}${to}`, body: '{{ trigger.body }}' });
  return {
    nodes: [
      webhook(path),
      call('paid', '/paid'),
      call('shop', '/shop'),
      node('end', 'set', { values: { said, paid: '{{ steps.paid.body.path }}', id: '{{ trigger.body.id }}' } }),
      node('noted', 'set', { values: { at: '{{ now.toISOString() }}' } }),
    ],
    edges: [edge('hook', 'paid'), edge('paid', 'shop'), edge('shop', 'end'), edge('hook', 'noted')],
  };
}

async function failOnce(path: string): Promise<{ workflowId: string; failed: Run }> {
  const workflowId = await publishWorkflow(app, path, orderGraph(path, 'version 1'));
  const { runId } = await callHook(app, path, { id: 'A-1' });
  const failed = await waitForRun(app, runId);
  expect(failed).toMatchObject({ status: 'failed', error: { nodeId: 'shop', code: 'HTTP_STATUS' } });
  isShopOpen = true;
  return { workflowId, failed };
}

async function retry(runId: string, body: Record<string, unknown> = {}): Promise<Run> {
  const answer = await app.api<{ runId: string }>('POST', `/runs/${runId}/retry`, body);
  return waitForRun(app, expectStatus(answer, 202).runId);
}

const called = () => sink.requests.map(({ path }) => path);

describe('a failed run that is retried', () => {
  it('goes on at the step that failed: what succeeded is kept, shown and not performed again', async () => {
    const { failed } = await failOnce('from-failed');
    const run = await retry(failed.id);
    expect(run).toMatchObject({
      status: 'succeeded',
      attempt: 2,
      retryOf: failed.id,
      eventId: failed.eventId,
      trigger: 'hook',
      workflowVersion: 1,
    });
    expect(called()).toEqual(['/paid', '/shop', '/shop']);
    for (const kept of ['paid', 'noted']) expect(stepOf(run, kept)).toEqual(stepOf(failed, kept));
    expect(stepOf(run, 'hook').output).toEqual(stepOf(failed, 'hook').output);
    expect(stepOf(run, 'end').output).toEqual({ said: 'version 1', paid: '/paid', id: 'A-1' });
    expect(await waitForRun(app, failed.id)).toEqual(failed);
  });

  it('may fail again, and be retried again, also from the first of them; attempts are numbered', async () => {
    const { failed } = await failOnce('again');
    isShopOpen = false;
    const second = await retry(failed.id);
    expect(second).toMatchObject({ status: 'failed', attempt: 2, error: { nodeId: 'shop' } });
    isShopOpen = true;
    expect(await retry(second.id)).toMatchObject({ status: 'succeeded', attempt: 3, retryOf: second.id });
    expect(await retry(failed.id)).toMatchObject({ status: 'succeeded', attempt: 4, retryOf: failed.id });
    expect(called()).toEqual(['/paid', '/shop', '/shop', '/shop', '/shop']);
    const detail = await app.api<{ deliveries: { runId: string }[] }>('GET', `/events/${failed.eventId}`);
    expect(detail.body.deliveries).toHaveLength(4);
  });

  it('starts all over if asked to', async () => {
    const { failed } = await failOnce('from-start');
    const run = await retry(failed.id, { from: 'start' });
    expect(run.status).toBe('succeeded');
    expect(called()).toEqual(['/paid', '/shop', '/paid', '/shop']);
    const keys = sink.requests.map(({ headers }) => headers['idempotency-key']);
    expect(new Set(keys).size).toBe(4);
  });

  it('goes on at any step: that one and what comes after it is performed, what is beside it is not', async () => {
    const { failed } = await failOnce('from-node');
    const run = await retry(failed.id, { from: 'paid' });
    expect(run.status).toBe('succeeded');
    expect(called()).toEqual(['/paid', '/shop', '/paid', '/shop']);
    expect(stepOf(run, 'noted')).toEqual(stepOf(failed, 'noted'));
  });

  it('runs the same version, what is published now, or the draft', async () => {
    const { workflowId, failed } = await failOnce('versions');
    const save = (baseRevision: number, said: string) =>
      app.api('PATCH', `/workflows/${workflowId}`, { baseRevision, graph: orderGraph('versions', said) });
    expectStatus(await save(1, 'version 2'), 200);
    expectStatus(await app.api('POST', `/workflows/${workflowId}/publish`), 200);
    expectStatus(await save(2, 'draft'), 200);
    const saidBy = async (version: string) => {
      const run = await retry(failed.id, { version });
      return [run.workflowVersion, (stepOf(run, 'end').output as { said: string }).said];
    };
    expect(await saidBy('same')).toEqual([1, 'version 1']);
    expect(await saidBy('published')).toEqual([2, 'version 2']);
    expect(await saidBy('draft')).toEqual([null, 'draft']);
    expect(called().filter((path) => path === '/paid')).toHaveLength(1);
  });

  it('performs what is new in the other version, too', async () => {
    const { workflowId, failed } = await failOnce('new-step');
    const graph = orderGraph('new-step', 'with a check');
    graph.nodes.push(node('check', 'set', { values: { checked: '{{ trigger.body.id }}' } }));
    graph.edges.push(edge('hook', 'check'), edge('check', 'end'));
    expectStatus(await app.api('PATCH', `/workflows/${workflowId}`, { baseRevision: 1, graph }), 200);
    const run = await retry(failed.id, { version: 'draft' });
    expect(run.status).toBe('succeeded');
    expect(statesOf(run)).toMatchObject({ check: 'succeeded', end: 'succeeded' });
    expect(stepOf(run, 'check').output).toEqual({ checked: 'A-1' });
  });

  it('keeps the way that was taken at a branch', async () => {
    const { id } = await createWorkflow(app, 'Branches', {
      nodes: [
        node('start', 'manual', { sample: { n: 1 } }),
        node('big', 'if', { conditions: { all: [{ left: '{{ trigger.n }}', operator: 'gt', right: 5 }] } }),
        node('yes', 'set', { values: { way: 'yes' } }),
        node('shop', 'http-request', { url: `${sink.url}/shop` }),
        node('end', 'set', { values: { got: '{{ input }}' } }),
      ],
      edges: [
        edge('start', 'big'),
        edge('big.true', 'yes'),
        edge('big.false', 'shop'),
        edge('yes', 'end'),
        edge('shop', 'end'),
      ],
    });
    const failed = await waitForRun(app, await runByHand(app, id));
    expect(failed.status).toBe('failed');
    isShopOpen = true;
    const run = await retry(failed.id);
    expect(statesOf(run)).toEqual({
      start: 'succeeded',
      big: 'succeeded',
      yes: 'skipped',
      shop: 'succeeded',
      end: 'succeeded',
    });
  });
});

describe('a retry that makes no sense', () => {
  it('is refused with the reason', async () => {
    const { workflowId, failed } = await failOnce('refused');
    const refuse = async (runId: string, body: Record<string, unknown>) =>
      (await app.api<ProblemBody>('POST', `/runs/${runId}/retry`, body)).body;
    expect(await refuse(failed.id, { from: 'nowhere' })).toMatchObject({ status: 422, pointer: '/from' });
    expect(await refuse(failed.id, { version: 'newest' })).toMatchObject({ status: 422, pointer: '/version' });
    expect(await refuse('018f0000-0000-7000-8000-000000000000', {})).toMatchObject({ status: 404 });
    const succeeded = await retry(failed.id);
    expect(await refuse(succeeded.id, {})).toMatchObject({ status: 422, pointer: '/from' });
    expect(await retry(succeeded.id, { from: 'start' })).toMatchObject({ status: 'succeeded', attempt: 3 });
    await app.api('POST', `/workflows/${workflowId}/unpublish`);
    expect(await refuse(failed.id, { version: 'published' })).toMatchObject({ status: 409, code: 'NOT_PUBLISHED' });
  });

  it('is refused while the run goes on', async () => {
    const hanging = await startSink(() => undefined);
    const { id } = await createWorkflow(app, 'Hangs', {
      nodes: [node('start', 'manual'), node('call', 'http-request', { url: hanging.url, timeoutMs: 1000 })],
      edges: [edge('start', 'call')],
    });
    const runId = await runByHand(app, id);
    const refused = await app.api<ProblemBody>('POST', `/runs/${runId}/retry`, { from: 'start' });
    expect(refused.body).toMatchObject({ status: 409, code: 'RUN_NOT_ENDED' });
    await waitForRun(app, runId);
    await hanging.close();
  });
});
