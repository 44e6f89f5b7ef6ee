import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventDetail, Listener, TriggerEvent } from '../src/contract/index.js';
import { startTestApp, type TestApp } from './support/app.js';
import { createTestDatabase } from './support/database.js';
import { openStream, type Stream } from './support/stream.js';
import { until } from './support/until.js';
import {
  callHook,
  chain,
  createWorkflow,
  expectStatus,
  node,
  publishEvent,
  publishWorkflow,
  runByHand,
  stepOf,
  waitForRun,
  webhook,
} from './support/workflows.js';

const shown = node('show', 'set', { values: { id: '{{ trigger.body.id }}' } });

async function listen(app: TestApp, workflowId: string, nodeId = 'hook'): Promise<Listener> {
  return expectStatus(await app.api<Listener>('PUT', `/workflows/${workflowId}/listeners/${nodeId}`), 200);
}

async function listeners(app: TestApp, workflowId: string): Promise<Listener[]> {
  return expectStatus(await app.api<{ items: Listener[] }>('GET', `/workflows/${workflowId}/listeners`), 200).items;
}

/** The event that a stream told to have been heard. */
function heardOn({ changes }: Stream, workflowId: string): Promise<string> {
  return until('what was heard', () => {
    const heard = changes.find((change) => change.type === 'heard' && change.workflowId === workflowId);
    return heard?.type === 'heard' && heard.eventId;
  });
}

describe('somebody who listens at a trigger', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(async () => {
    await app.close();
  });

  it('is shown the next event at the one address, and production runs too', async () => {
    const path = 'heard';
    const id = await publishWorkflow(app, path, chain(webhook(path), shown));
    const stream = await openStream(app);
    const { until: end } = await listen(app, id);
    expect(Date.parse(end) - Date.now()).toBeGreaterThan(500_000);
    const { eventId, runId } = await callHook(app, path, { id: 7 });
    expect(await heardOn(stream, id)).toBe(eventId);
    stream.close();
    const { event } = expectStatus(await app.api<EventDetail>('GET', `/events/${eventId}`), 200);
    expect(event.data).toMatchObject({ body: { id: 7 } });
    const production = await waitForRun(app, runId);
    expect(production).toMatchObject({ status: 'succeeded', workflowVersion: 1 });
    expect(stepOf(production, 'show').output).toEqual({ id: 7 });
    const tried = await waitForRun(app, await runByHand(app, id, { version: 'draft', eventId }));
    expect(stepOf(tried, 'show').output).toEqual({ id: 7 });
    expect(tried).toMatchObject({ workflowVersion: null, eventId, test: { pinned: [] } });
  });

  it('is shown one event, and finds it after coming back', async () => {
    const path = 'once';
    const id = await publishWorkflow(app, path, chain(webhook(path), shown));
    await listen(app, id);
    const { eventId } = await callHook(app, path, { id: 1 });
    await callHook(app, path, { id: 2 });
    const isHeard = async () => (await listeners(app, id))[0]?.eventId;
    expect(await until('what was heard', isHeard)).toBe(eventId);
    expect(await listen(app, id)).not.toHaveProperty('eventId');
    const again = await callHook(app, path, { id: 3 });
    expect(await until('what was heard then', isHeard)).toBe(again.eventId);
  });

  it('hears at an address where nothing is published, and nobody else does', async () => {
    const path = 'not-published';
    const { id } = await createWorkflow(app, path, chain(webhook(path, { eventType: 'test.listened' }), shown));
    await publishWorkflow(app, 'Others', chain(node('on', 'event', { type: 'test.listened' }), shown));
    const call = () => app.request<{ eventId: string; runId: null }>('POST', `/hooks/${path}`, { id: 1 });
    expectStatus(await call(), 404);
    await listen(app, id);
    const { eventId, runId } = expectStatus(await call(), 202);
    expect(runId).toBeNull();
    await until('what was heard', async () => (await listeners(app, id))[0]?.eventId === eventId);
    const { deliveries } = expectStatus(await app.api<EventDetail>('GET', `/events/${eventId}`), 200);
    expect(deliveries).toEqual([]);
    expectStatus(await call(), 404);
  });

  it('hears what the trigger in the draft asks for, from whoever publishes it', async () => {
    const filter = { all: [{ left: '{{ event.data.total }}', operator: 'gt', right: 100 }] };
    const trigger = node('on', 'event', { type: 'test.big.*', filter });
    const { id } = await createWorkflow(app, 'Filtered', chain(trigger, shown));
    await listen(app, id, 'on');
    await publishEvent(app, { type: 'test.big.order', data: { total: 1 } });
    await publishEvent(app, { type: 'test.other', data: { total: 500 } });
    const eventId = await publishEvent(app, { type: 'test.big.order', data: { total: 500 } });
    expect(await until('what was heard', async () => (await listeners(app, id))[0]?.eventId)).toBe(eventId);
  });

  it('hears no more after it has stopped', async () => {
    const path = 'stopped';
    const { id } = await createWorkflow(app, path, chain(webhook(path), shown));
    await listen(app, id);
    expectStatus(await app.api('DELETE', `/workflows/${id}/listeners/hook`), 204);
    expect(await listeners(app, id)).toEqual([]);
    expectStatus(await app.request('POST', `/hooks/${path}`, {}), 404);
  });

  it('is refused at what hears nothing', async () => {
    const { id } = await createWorkflow(app, 'Deaf', chain(node('start', 'manual'), shown));
    const at = (nodeId: string) => app.api('PUT', `/workflows/${id}/listeners/${nodeId}`);
    expectStatus(await at('start'), 422);
    expectStatus(await at('show'), 422);
    expectStatus(await at('gone'), 404);
  });
});

describe('the newest events of a trigger', () => {
  it('are those that it would have heard', async () => {
    const app = await startTestApp();
    const filter = { all: [{ left: '{{ event.data.total }}', operator: 'gt', right: 100 }] };
    const { id } = await createWorkflow(app, 'Newest', {
      nodes: [
        node('on', 'event', { type: 'test.newest', filter }),
        node('start', 'manual', { sample: { by: 'hand' } }),
      ],
      edges: [],
    });
    await publishEvent(app, { type: 'test.newest', data: { total: 1 } });
    const ids = [];
    for (const total of [200, 300]) ids.unshift(await publishEvent(app, { type: 'test.newest', data: { total } }));
    await waitForRun(app, await runByHand(app, id));
    const at = async (nodeId: string) =>
      expectStatus(await app.api<{ items: TriggerEvent[] }>('GET', `/workflows/${id}/triggers/${nodeId}/events`), 200)
        .items;
    const heard = await at('on');
    expect(heard.map((event) => event.id)).toEqual(ids);
    expect(heard[0]).toMatchObject({ type: 'test.newest', subject: null, preview: '{"total":300}' });
    expect(await at('start')).toMatchObject([{ preview: '{"by":"hand"}' }]);
    const path = 'newest';
    const hooked = await publishWorkflow(app, path, chain(webhook(path), shown));
    await callHook(app, path, { id: 8 });
    const asked = await app.api<{ items: TriggerEvent[] }>('GET', `/workflows/${hooked}/triggers/hook/events`);
    expect(expectStatus(asked, 200).items).toMatchObject([{ preview: '{"id":8}' }]);
    expectStatus(await app.api('GET', `/workflows/${id}/triggers/gone/events`), 404);
    await app.close();
  });
});

describe('several processes', () => {
  it('hear whatever one of them is told', async () => {
    const database = await createTestDatabase();
    const one = await startTestApp({ database, env: { EVENTLOOM_ROLE: 'api' } });
    const other = await startTestApp({ database, env: { EVENTLOOM_ROLE: 'api' } });
    const { id } = await createWorkflow(one, 'Far', chain(webhook('far'), shown));
    const stream = await openStream(one);
    await listen(one, id);
    const eventId = await until('the other process to listen', async () => {
      const { status, body } = await other.request<{ eventId: string }>('POST', '/hooks/far', { id: 1 });
      return status === 202 && body.eventId;
    });
    expect(await heardOn(stream, id)).toBe(eventId);
    stream.close();
    await Promise.all([one.close(), other.close()]);
    await database.drop();
  });
});
