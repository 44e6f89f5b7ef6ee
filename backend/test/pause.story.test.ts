import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EventDetail, Run, Workflow } from '../src/contract/index.js';
import { startTestApp, type TestApp } from './support/app.js';
import { createTestDatabase, type TestDatabase } from './support/database.js';
import { until } from './support/until.js';
import {
  callHook,
  chain,
  expectStatus,
  getRun,
  node,
  publishEvent,
  publishWorkflow,
  runByHand,
  stepOf,
  waitForRun,
  webhook,
  type ProblemBody,
} from './support/workflows.js';

let database: TestDatabase;
let apps: TestApp[];

beforeEach(async () => {
  database = await createTestDatabase();
  apps = [];
});

afterEach(async () => {
  for (const app of apps) await app.close();
  await database.drop();
});

async function start(role: 'all' | 'api' | 'worker' = 'all'): Promise<TestApp> {
  const app = await startTestApp({ database, env: { EVENTLOOM_ROLE: role } });
  apps.push(app);
  return app;
}

async function stop(app: TestApp): Promise<void> {
  apps = apps.filter((one) => one !== app);
  await app.close();
}

async function change(app: TestApp, id: string, action: 'pause' | 'resume' | 'unpublish'): Promise<Workflow> {
  return expectStatus(await app.api<Workflow>('POST', `/workflows/${id}/${action}`), 200);
}

async function deliveriesOf(app: TestApp, eventId: string): Promise<EventDetail['deliveries']> {
  return expectStatus(await app.api<EventDetail>('GET', `/events/${eventId}`), 200).deliveries;
}

const listening = chain(
  node('on', 'event', { type: 'order.created' }),
  node('made', 'set', { values: { n: '{{ trigger.n }}' } }),
);

const beginnings = (runs: readonly Run[]) => runs.map((run) => stepOf(run, 'made').startedAt);

describe('pausing a workflow', () => {
  it('holds what comes, over a restart too, and works all of it off in order when it is resumed', async () => {
    const first = await start();
    const id = await publishWorkflow(first, 'Paused', listening);
    expect(await change(first, id, 'pause')).toMatchObject({ status: 'paused', publishedVersion: 1 });
    const eventIds: string[] = [];
    for (let n = 0; n < 50; n += 1) eventIds.push(await publishEvent(first, { type: 'order.created', data: { n } }));
    const [delivery] = await deliveriesOf(first, eventIds[0] ?? '');
    expect(delivery).toMatchObject({ workflowId: id, outcome: 'held', reason: 'the workflow is paused' });
    await stop(first);

    const second = await start();
    const runIds = await Promise.all(eventIds.map(async (one) => (await deliveriesOf(second, one))[0]?.runId ?? ''));
    const held = await Promise.all(runIds.map((runId) => getRun(second, runId)));
    expect(new Set(held.map(({ status }) => status))).toEqual(new Set(['queued']));
    expect(held.filter(({ startedAt }) => startedAt !== null)).toEqual([]);
    expect(held[0]?.waitingFor).toEqual([{ type: 'paused', sentence: 'The workflow is paused.' }]);

    expect((await change(second, id, 'resume')).status).toBe('published');
    const runs = await Promise.all(runIds.map((runId) => waitForRun(second, runId)));
    expect(runs.map((run) => stepOf(run, 'made').output)).toEqual(Array.from({ length: 50 }, (_, n) => ({ n })));
    expect(beginnings(runs)).toEqual(beginnings(runs).toSorted());
    expect(await deliveriesOf(second, eventIds[0] ?? '')).toMatchObject([{ outcome: 'run', runId: runIds[0] }]);
  });

  it('is shown in the list, and there is nothing to pause in a draft', async () => {
    const app = await start();
    const id = await publishWorkflow(app, 'Listed', listening);
    await change(app, id, 'pause');
    const listed = async (status: string) =>
      (await app.api<{ items: Workflow[] }>('GET', `/workflows?status=${status}`)).body.items.map((one) => one.id);
    expect(await listed('paused')).toEqual([id]);
    expect(await listed('published')).toEqual([]);
    expect((await change(app, id, 'pause')).status).toBe('paused');
    await change(app, id, 'resume');
    expect((await change(app, id, 'resume')).status).toBe('published');
    await change(app, id, 'unpublish');
    for (const action of ['pause', 'resume'])
      expect((await app.api<ProblemBody>('POST', `/workflows/${id}/${action}`)).body.code).toBe('NOT_PUBLISHED');
  });

  it('lets go on what is under way, and begins what somebody asks for', async () => {
    const app = await start();
    const id = await publishWorkflow(app, 'Asked', listening);
    const eventId = await publishEvent(app, { type: 'order.created', data: { n: 1 } });
    const before = await waitForRun(app, (await deliveriesOf(app, eventId))[0]?.runId ?? '');
    await change(app, id, 'pause');
    expect((await waitForRun(app, await runByHand(app, id, { payload: { n: 2 } }))).status).toBe('succeeded');
    expect((await waitForRun(app, await runByHand(app, id, { version: 'draft' }))).status).toBe('succeeded');
    const retried = await app.api<{ runId: string }>('POST', `/runs/${before.id}/retry`, { from: 'start' });
    expect((await waitForRun(app, expectStatus(retried, 202).runId)).status).toBe('succeeded');
  });

  it('has webhooks accept requests all the same, with no answer to wait for', async () => {
    const app = await start();
    const id = await publishWorkflow(
      app,
      'Hooked',
      chain(webhook('rest', { respond: 'last-node' }), node('made', 'set', { values: { n: '{{ trigger.body.n }}' } })),
    );
    await change(app, id, 'pause');
    const { runId } = await callHook(app, 'rest', { n: 5 });
    await change(app, id, 'resume');
    expect(stepOf(await waitForRun(app, runId), 'made').output).toEqual({ n: 5 });
    expect((await app.request('POST', '/hooks/rest', { n: 6 })).body).toEqual({ n: 6 });
  });

  it('runs what was held on the version that was published meanwhile', async () => {
    const app = await start();
    const id = await publishWorkflow(app, 'Mended', listening);
    await change(app, id, 'pause');
    const eventId = await publishEvent(app, { type: 'order.created', data: { n: 1 } });
    const mended = chain(
      node('on', 'event', { type: 'order.created' }),
      node('made', 'set', { values: { mended: true } }),
    );
    expectStatus(await app.api('PATCH', `/workflows/${id}`, { baseRevision: 1, graph: mended }), 200);
    expectStatus(await app.api('POST', `/workflows/${id}/publish`), 200);
    expect((await app.api<Workflow>('GET', `/workflows/${id}`)).body.status).toBe('paused');
    await change(app, id, 'resume');
    const run = await waitForRun(app, (await deliveriesOf(app, eventId))[0]?.runId ?? '');
    expect(run).toMatchObject({ status: 'succeeded', workflowVersion: 2 });
    expect(stepOf(run, 'made').output).toEqual({ mended: true });
  });

  it('cancels what is held when the workflow is unpublished or deleted, and history tells', async () => {
    const app = await start();
    for (const end of ['unpublish', 'delete'] as const) {
      const id = await publishWorkflow(app, `Given up by ${end}`, listening);
      await change(app, id, 'pause');
      const eventId = await publishEvent(app, { type: 'order.created', data: { n: 1 } });
      const runId = (await deliveriesOf(app, eventId)).find(({ workflowId }) => workflowId === id)?.runId ?? '';
      if (end === 'unpublish') await change(app, id, 'unpublish');
      else expectStatus(await app.api('DELETE', `/workflows/${id}`), 204);
      const run = await waitForRun(app, runId);
      expect(run).toMatchObject({ status: 'cancelled', error: { code: 'WORKFLOW_UNPUBLISHED' } });
    }
  });

  it('holds what another process accepts, even if that does not know of the pause yet', async () => {
    const app = await start();
    const id = await publishWorkflow(app, 'Elsewhere', listening);
    const other = await start('api');
    // As if the notification were still on its way: the other process finds the workflow not paused.
    await database.query('update workflow set paused_at = now() where id = $1', [id]);
    const eventId = await publishEvent(other, { type: 'order.created', data: { n: 1 } });
    const [delivery] = await deliveriesOf(other, eventId);
    expect(delivery?.outcome).toBe('held');
    const runId = delivery?.runId ?? '';
    await database.query('update run set wake_at = now() where id = $1', [runId]);
    const why = async () => (await database.query<{ held: string }>('select held from run where id = $1', [runId]))[0];
    await until('the run is held', async () => (await why())?.held === '{"type":"paused"}');
    expect((await getRun(other, runId)).startedAt).toBeNull();
    await change(app, id, 'resume');
    expect((await waitForRun(other, runId)).status).toBe('succeeded');
  });
});
