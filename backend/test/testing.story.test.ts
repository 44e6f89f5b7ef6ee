import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EventDetail, Graph, KeptPin, NodeManifest, Run, RunSummary, Workflow } from '../src/contract/index.js';
import { startTestApp, type TestApp } from './support/app.js';
import { sendJson, startSink, type Sink } from './support/sink.js';
import {
  callHook,
  chain,
  createWorkflow,
  edge,
  expectStatus,
  node,
  publishEvent,
  publishWorkflow,
  runByHand,
  statesOf,
  stepOf,
  waitForRun,
  waitForRunsOf,
  webhook,
  type ProblemBody,
} from './support/workflows.js';

let app: TestApp;
let sink: Sink;

beforeAll(async () => {
  sink = await startSink(({ path }, response) => sendJson(response, path === '/broken' ? 500 : 200, { path }));
  app = await startTestApp();
});
beforeEach(() => {
  sink.requests.length = 0;
});
afterAll(async () => {
  await app.close();
  await sink.close();
});

const call = (id: string, to: string) =>
  node(id, 'http-request', { method: 'POST', url: `${sink.url}${to}`, body: '{{ input }}' });
const called = () => sink.requests.map(({ path }) => path);

/** start -> big; big.true -> tell -> join, big.false -> note -> join. */
function shopGraph(): Graph {
  return {
    nodes: [
      node('start', 'manual', { sample: { total: 500 } }),
      node('big', 'if', { conditions: { all: [{ left: '{{ trigger.total }}', operator: 'gt', right: 100 }] } }),
      call('tell', '/tell'),
      call('note', '/note'),
      node('join', 'set', { values: { told: '{{ steps.tell?.body?.path }}', noted: '{{ steps.note?.body?.path }}' } }),
    ],
    edges: [
      edge('start', 'big'),
      edge('big.true', 'tell'),
      edge('big.false', 'note'),
      edge('tell', 'join'),
      edge('note', 'join'),
    ],
  };
}

async function test(workflowId: string, body: Record<string, unknown>): Promise<Run> {
  return waitForRun(app, await runByHand(app, workflowId, { version: 'draft', ...body }));
}

describe('a draft that is tried out', () => {
  it('is a test, in the run and in the list of runs', async () => {
    const { id } = await createWorkflow(app, 'Tried', shopGraph());
    const run = await test(id, {});
    expect(run.test).toEqual({ pinned: [] });
    const { items } = expectStatus(await app.api<{ items: RunSummary[] }>('GET', `/runs?workflowId=${id}`), 200);
    expect(items).toMatchObject([{ id: run.id, test: { pinned: [] } }]);
  });

  it('is no test once it is published', async () => {
    const id = await publishWorkflow(app, 'Real', shopGraph());
    const run = await waitForRun(app, await runByHand(app, id));
    expect(run).toMatchObject({ workflowVersion: 1, status: 'succeeded' });
    expect(run.test).toBeUndefined();
  });
});

describe('run to here', () => {
  it('runs what leads to the step and the step itself, and succeeds', async () => {
    const { id } = await createWorkflow(app, 'To here', shopGraph());
    const run = await test(id, { target: 'tell' });
    expect(statesOf(run)).toEqual({ start: 'succeeded', big: 'succeeded', tell: 'succeeded' });
    expect(run).toMatchObject({ status: 'succeeded', test: { target: 'tell', pinned: [] } });
    expect(called()).toEqual(['/tell']);
  });

  it('runs every iteration of a loop up to a step in it', async () => {
    const { id } = await createWorkflow(app, 'In a loop', {
      nodes: [
        node('start', 'manual'),
        node('each', 'for-each', { items: [1, 2, 3] }),
        node('twice', 'code', { code: 'return item * 2' }),
        call('tell', '/tell'),
        call('after', '/after'),
      ],
      edges: [edge('start', 'each'), edge('each.item', 'twice'), edge('twice', 'tell'), edge('each.done', 'after')],
    });
    const run = await test(id, { target: 'twice' });
    expect(run.steps.filter(({ nodeId }) => nodeId === 'twice').map(({ output }) => output)).toEqual([2, 4, 6]);
    expect(called()).toEqual([]);
  });

  it('skips the step if the run goes another way', async () => {
    const { id } = await createWorkflow(app, 'Other way', shopGraph());
    expect(statesOf(await test(id, { target: 'note' }))).toMatchObject({ big: 'succeeded', note: 'skipped' });
  });

  it('begins at a trigger that leads to the step', async () => {
    const { id } = await createWorkflow(app, 'Two triggers', {
      nodes: [
        node('start', 'manual'),
        webhook('unused'),
        node('a', 'set', { values: { a: 1 } }),
        node('b', 'set', { values: { method: '{{ trigger.method }}' } }),
      ],
      edges: [edge('start', 'a'), edge('hook', 'b')],
    });
    expect(await test(id, { target: 'b' })).toMatchObject({ trigger: 'hook', status: 'succeeded' });
  });

  it('refuses a step that is not there or not reached', async () => {
    const { id } = await createWorkflow(app, 'Refused', shopGraph());
    const refused = async (body: Record<string, unknown>) =>
      expectStatus(await app.api<ProblemBody>('POST', `/workflows/${id}/run`, body), 422).pointer;
    expect(await refused({ target: 'gone' })).toBe('/target');
    expect(await refused({ only: 'gone' })).toBe('/only');
    expect(await refused({ only: 'start' })).toBe('/only');
    expect(await refused({ target: 'big', only: 'big' })).toBe('/only');
    expect(await refused({ target: 'big', version: 'published' })).toBe('/version');
  });
});

describe('one step that is tested', () => {
  it('gets what is pinned before it, whichever way that would have gone', async () => {
    const { id } = await createWorkflow(app, 'One step', shopGraph());
    const run = await test(id, { only: 'note', payload: { total: 1000 }, pins: { big: { output: { total: 7 } } } });
    expect(called()).toEqual(['/note']);
    expect(sink.requests[0]?.body).toBe('{"total":7}');
    expect(stepOf(run, 'note')).toMatchObject({ status: 'succeeded', input: { total: 7 }, output: { status: 200 } });
    expect(stepOf(run, 'big')).toMatchObject({ status: 'succeeded', output: { total: 7 }, port: 'false' });
    expect(run.test).toEqual({ only: 'note', pinned: ['big'] });
  });

  it('sees all that is pinned, by name and after several', async () => {
    const { id } = await createWorkflow(app, 'Named', shopGraph());
    const pins = { tell: { output: { body: { path: 'pinned' } } }, note: { output: { body: { path: 'too' } } } };
    const run = await test(id, { only: 'join', pins });
    expect(stepOf(run, 'join')).toMatchObject({
      input: { tell: {}, note: {} },
      output: { told: 'pinned', noted: 'too' },
    });
    expect(called()).toEqual([]);
  });

  it('stands in one iteration of its loop', async () => {
    const { id } = await createWorkflow(app, 'One of a loop', {
      nodes: [
        node('start', 'manual'),
        node('each', 'for-each', { items: [1, 2, 3] }),
        node('show', 'code', { code: 'return { item, index, input }' }),
      ],
      edges: [edge('start', 'each'), edge('each.item', 'show')],
    });
    const run = await test(id, { only: 'show', pins: { each: { output: 'two' } }, loop: { item: 'two', index: 1 } });
    expect(stepOf(run, 'show')).toMatchObject({ output: { item: 'two', index: 1, input: 'two' }, input: 'two' });
    expect(statesOf(run)).toEqual({ start: 'succeeded', each: 'succeeded', show: 'succeeded' });
  });

  it('shows its failure, and can be retried as the same test', async () => {
    const { id } = await createWorkflow(app, 'Fails', chain(node('start', 'manual'), call('tell', '/broken')));
    const failed = await test(id, { only: 'tell', payload: { a: 1 } });
    expect(failed).toMatchObject({ status: 'failed', error: { nodeId: 'tell', code: 'HTTP_STATUS' } });
    const { runId } = expectStatus(await app.api<{ runId: string }>('POST', `/runs/${failed.id}/retry`, {}), 202);
    expect(await waitForRun(app, runId)).toMatchObject({ status: 'failed', test: { only: 'tell' } });
    expect(called()).toEqual(['/broken', '/broken']);
  });

  it('tells beforehand whether it touches the world', async () => {
    const { items } = expectStatus(await app.api<{ items: NodeManifest[] }>('GET', '/node-types'), 200);
    const effects = new Map(items.map(({ type, effect }) => [type, effect]));
    expect([effects.get('http-request'), effects.get('set'), effects.get('webhook')]).toEqual([true, false, false]);
  });
});

describe('pinned outputs', () => {
  it('stand in for their steps, and lead on by their ports', async () => {
    const { id } = await createWorkflow(app, 'Pinned', shopGraph());
    const pins = { big: { output: {}, port: 'false' }, note: { output: { body: { path: 'pinned' } } } };
    const run = await test(id, { pins });
    expect(statesOf(run)).toMatchObject({ tell: 'skipped', note: 'succeeded', join: 'succeeded' });
    expect(stepOf(run, 'join').output).toMatchObject({ noted: 'pinned' });
    expect(called()).toEqual([]);
    expect(run.test?.pinned).toEqual(['big', 'note']);
  });

  it('of a trigger are the payload, unless there is another', async () => {
    const { id } = await createWorkflow(app, 'Payload', shopGraph());
    const pins = { start: { output: { total: 3 } } };
    expect(stepOf(await test(id, { pins, target: 'big' }), 'start').output).toEqual({ total: 3 });
    expect(stepOf(await test(id, { pins, target: 'big', payload: 4 }), 'start').output).toBe(4);
  });

  it('are kept beside the draft: it stays as it was published', async () => {
    const id = await publishWorkflow(app, 'Kept', shopGraph());
    const kept = await app.api<KeptPin>('PUT', `/workflows/${id}/pins/big`, { output: { a: [1] }, port: 'true' });
    expect(expectStatus(kept, 200)).toMatchObject({ nodeId: 'big', output: { a: [1] }, port: 'true' });
    expectStatus(await app.api('PUT', `/workflows/${id}/pins/big`, { output: null }), 200);
    const list = async () =>
      expectStatus(await app.api<{ items: KeptPin[] }>('GET', `/workflows/${id}/pins`), 200).items;
    expect(await list()).toMatchObject([{ nodeId: 'big', output: null }]);
    const workflow = expectStatus(await app.api<Workflow>('GET', `/workflows/${id}`), 200);
    expect(workflow).toMatchObject({ changed: false, revision: 1 });
    const run = await waitForRun(app, await runByHand(app, id));
    expect(stepOf(run, 'big').output).toEqual({ total: 500 });
    expectStatus(await app.api('DELETE', `/workflows/${id}/pins/big`), 204);
    expect(await list()).toEqual([]);
  });

  it('have bounds', async () => {
    const { id } = await createWorkflow(app, 'Bounds', shopGraph());
    const keep = (nodeId: string, length: number) =>
      app.api<ProblemBody>('PUT', `/workflows/${id}/pins/${nodeId}`, { output: 'x'.repeat(length) });
    expect(expectStatus(await keep('big', 300_000), 413).code).toBe('PIN_TOO_LARGE');
    for (const nodeId of ['start', 'big', 'tell', 'note']) expectStatus(await keep(nodeId, 260_000), 200);
    expect(expectStatus(await keep('join', 260_000), 413).code).toBe('PIN_TOO_LARGE');
    expectStatus(await keep('note', 10), 200);
    expectStatus(await keep('join', 10), 200);
    expectStatus(await keep('gone', 1), 404);
    expectStatus(await app.api('PUT', `/workflows/${id}/pins/big`, {}), 422);
  });

  it('never reach what is published', async () => {
    const id = await publishWorkflow(app, 'Production', shopGraph());
    const refused = await app.api('POST', `/workflows/${id}/run`, { version: 'published', pins: {} });
    expectStatus(refused, 422);
    const run = await test(id, { pins: { tell: { output: 'pinned' } } });
    const retried = await app.api<{ runId: string }>('POST', `/runs/${run.id}/retry`, {
      from: 'start',
      version: 'published',
    });
    const again = await waitForRun(app, expectStatus(retried, 202).runId);
    expect(again.test).toBeUndefined();
    expect(stepOf(again, 'tell').output).toMatchObject({ body: { path: '/tell' } });
  });
});

describe('a past event', () => {
  it('is what a test begins with, as it was', async () => {
    const id = await publishWorkflow(app, 'Past', {
      nodes: [
        node('on', 'event', { type: 'test.past' }),
        node('show', 'set', { values: { subject: '{{ event.subject }}', id: '{{ event.data.id }}' } }),
      ],
      edges: [edge('on', 'show')],
    });
    const eventId = await publishEvent(app, { type: 'test.past', subject: 's-1', data: { id: 7 } });
    const [production] = await waitForRunsOf(app, id, 1);
    const run = await test(id, { eventId });
    expect(run).toMatchObject({ eventId, workflowVersion: null, attempt: 1, test: { pinned: [] } });
    expect(run.replayId).toBeUndefined();
    const { deliveries } = expectStatus(await app.api<EventDetail>('GET', `/events/${eventId}`), 200);
    expect(deliveries.map((delivery) => [delivery.runId === run.id, delivery.test])).toEqual([
      [false, undefined],
      [true, true],
    ]);
    expect(stepOf(run, 'show').output).toEqual({ subject: 's-1', id: 7 });
    expect(run.id).not.toBe(production?.id);
    expectStatus(await app.api('POST', `/workflows/${id}/run`, { eventId: 'gone' }), 404);
  });

  it('counts as not handed out yet when the workflow is fed from the past', async () => {
    const graph = chain(node('on', 'event', { type: 'test.feed' }), node('a', 'set', { values: {} }));
    const { id } = await createWorkflow(app, 'Fed', graph);
    const eventId = await publishEvent(app, { type: 'test.feed' });
    await test(id, { eventId });
    expectStatus(await app.api('POST', `/workflows/${id}/publish`, { startFrom: 'beginning', rate: 1000 }), 200);
    const runs = await waitForRunsOf(app, id, 2);
    expect(runs.map(({ workflowVersion }) => workflowVersion)).toEqual([null, 1]);
  });

  it('does not make up for the failure in production', async () => {
    const path = 'past-failure';
    const id = await publishWorkflow(app, path, chain(webhook(path), call('tell', '/broken')));
    const { eventId, runId } = await callHook(app, path, {});
    expect((await waitForRun(app, runId)).status).toBe('failed');
    await test(id, { eventId, pins: { tell: { output: 'fine' } } });
    const { items } = expectStatus(
      await app.api<{ items: { runId: string }[] }>('GET', '/dead-letters?status=open'),
      200,
    );
    expect(items.map((letter) => letter.runId)).toContain(runId);
  });
});
