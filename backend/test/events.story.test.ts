import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventDetail, Run, StoredEvent } from '../src/contract/index.js';
import { startTestApp, type TestApp } from './support/app.js';
import { until } from './support/until.js';
import {
  callHook,
  chain,
  expectStatus,
  node,
  publishEvent,
  publishWorkflow,
  stepOf,
  waitForRun,
  waitForRunsOf,
  webhook,
  type ProblemBody,
} from './support/workflows.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

async function detailOf(eventId: string): Promise<EventDetail> {
  return expectStatus(await app.api<EventDetail>('GET', `/events/${eventId}`), 200);
}

/** A workflow that notes what it hears. */
function listen(name: string, params: Record<string, string | object>): Promise<string> {
  const heard = node('heard', 'event', params as Parameters<typeof node>[2]);
  return publishWorkflow(
    app,
    name,
    chain(heard, node('note', 'set', { values: { data: '{{ trigger }}', event: '{{ event }}' } })),
  );
}

function noteOf(run: Run | undefined): { data: unknown; event: StoredEvent } {
  if (!run) throw new Error('there is no run');
  return stepOf(run, 'note').output as { data: unknown; event: StoredEvent };
}

describe('events that come over HTTP', () => {
  const ATTRIBUTES = { specversion: '1.0', id: 'E-1', source: '/shop/berlin', type: 'order.paid' };

  it('may be plain: a type is enough', async () => {
    const id = await publishEvent(app, { type: 'bare' });
    const { event, deliveries, effects } = await detailOf(id);
    expect(event).toMatchObject({ id, specversion: '1.0', type: 'bare', source: '/events', subject: null, data: null });
    expect(event.time).toMatch(/Z$/);
    expect({ deliveries, effects }).toEqual({ deliveries: [], effects: [] });
  });

  it('may come many at once, and get their ids in order', async () => {
    const sent = Array.from({ length: 50 }, (_, index) => ({ type: 'many', data: { index } }));
    const { ids } = expectStatus(await app.api<{ ids: string[] }>('POST', '/events', sent), 202);
    expect(new Set(ids).size).toBe(50);
    expect((await detailOf(ids[41] ?? '')).event.data).toEqual({ index: 41 });
  });

  it('may be CloudEvents: structured, in a batch, and binary, each with its envelope kept', async () => {
    const listenerId = await listen('Paid', { type: 'order.paid' });
    const time = '2024-02-29T12:00:00.250+02:00';
    const structured = await app.api<{ id: string }>(
      'POST',
      '/events',
      { ...ATTRIBUTES, subject: 'A-1', time, datacontenttype: 'application/json', data: { total: 1 }, extra: 'x' },
      { 'content-type': 'application/cloudevents+json; charset=utf-8' },
    );
    const batch = await app.api<{ ids: string[] }>(
      'POST',
      '/events',
      ['E-2', 'E-3'].map((id) => ({ ...ATTRIBUTES, id, data: { total: 2 } })),
      { 'content-type': 'application/cloudevents-batch+json' },
    );
    const binary = await app.api<{ id: string }>(
      'POST',
      '/events',
      { total: 3 },
      {
        'ce-specversion': '1.0',
        'ce-id': 'E-4',
        'ce-source': '/shop/berlin',
        'ce-type': 'order.paid',
        'ce-subject': 'Gr%C3%BC%C3%9Fe',
      },
    );
    const ids = [expectStatus(structured, 202).id, ...expectStatus(batch, 202).ids, expectStatus(binary, 202).id];
    const runs = await waitForRunsOf(app, listenerId, 4);
    const byEvent = new Map(runs.map((run) => [run.eventId, noteOf(run)]));
    expect(ids.map((id) => byEvent.get(id)?.data)).toEqual([{ total: 1 }, { total: 2 }, { total: 2 }, { total: 3 }]);
    expect(byEvent.get(ids[0] ?? '')?.event).toEqual({
      ...ATTRIBUTES,
      subject: 'A-1',
      time: '2024-02-29T10:00:00.250Z',
      datacontenttype: 'application/json',
      extra: 'x',
      data: { total: 1 },
    });
    expect(byEvent.get(ids[3] ?? '')?.event).toMatchObject({ id: 'E-4', subject: 'Grüße' });
  });

  it('are taken once for the same source and id, however they come', async () => {
    const listenerId = await listen('Once', { type: 'once.*' });
    const event = { type: 'once.only', source: '/a', id: 'X-1', data: { n: 1 } };
    const first = await publishEvent(app, event);
    const again = await Promise.all(Array.from({ length: 5 }, () => publishEvent(app, event)));
    expect(new Set([first, ...again]).size).toBe(1);
    const { ids } = expectStatus(await app.api<{ ids: string[] }>('POST', '/events', [event, event]), 202);
    expect(ids).toEqual([first, first]);
    expect(await publishEvent(app, { ...event, source: '/b' })).not.toBe(first);
    expect(await publishEvent(app, { ...event, id: 'X-2' })).not.toBe(first);
    expect(await waitForRunsOf(app, listenerId, 3)).toHaveLength(3);
  });

  it.each([
    [{}, '/type'],
    [{ type: 'with space' }, '/type'],
    [{ type: 'order.*' }, '/type'],
    [{ type: 'a', time: 'yesterday' }, '/time'],
    [[{ type: 'a' }, { type: '' }], '/1/type'],
    ['just text', ''],
    [null, ''],
  ])('are refused with the place: %j', async (body, pointer) => {
    const answer = await app.api<ProblemBody>('POST', '/events', JSON.stringify(body), {
      'content-type': 'application/json',
    });
    expect(answer.body).toMatchObject({ status: 422, code: 'VALIDATION_FAILED', pointer });
  });

  it('are refused as CloudEvents if an attribute is missing, and then none of the batch is stored', async () => {
    const answer = await app.api<ProblemBody>('POST', '/events', [ATTRIBUTES, { ...ATTRIBUTES, id: undefined }], {
      'content-type': 'application/cloudevents-batch+json',
    });
    expect(answer.body).toMatchObject({ status: 422, pointer: '/1/id' });
    const binary = await app.api<ProblemBody>('POST', '/events', {}, { 'ce-specversion': '1.0', 'ce-type': 'a' });
    expect(binary.body).toMatchObject({ status: 422, code: 'VALIDATION_FAILED' });
  });

  it('are listed newest first, page by page, by topic, subject and time', async () => {
    const ids: string[] = [];
    for (const subject of ['S-1', 'S-2', 'S-1']) ids.unshift(await publishEvent(app, { type: 'listed', subject }));
    const list = async (query: string) =>
      expectStatus(
        await app.api<{ items: StoredEvent[]; nextCursor: string | null }>('GET', `/events?type=listed${query}`),
        200,
      );
    expect((await list('')).items.map(({ id }) => id)).toEqual(ids);
    expect((await list('&subject=S-1')).items.map(({ id }) => id)).toEqual([ids[0], ids[2]]);
    const page = await list('&limit=2');
    expect((await list(`&limit=2&cursor=${page.nextCursor}`)).items.map(({ id }) => id)).toEqual([ids[2]]);
    const at = new Date(Date.now() + 60_000).toISOString();
    expect((await list(`&from=${at}`)).items).toEqual([]);
    expect((await list(`&to=${at}`)).items).toHaveLength(3);
  });
});

describe('subscriptions', () => {
  it('hear one segment with *, the rest with >, and everything with > alone', async () => {
    const patterns = ['plant.*.grown', 'plant.>', 'plant.tree.grown', 'plant.*'];
    const ids = await Promise.all(patterns.map((type) => listen(`Hears ${type}`, { type })));
    const heardBy = async (type: string) => {
      const { deliveries } = await detailOf(await publishEvent(app, { type }));
      return deliveries.map(({ workflowId }) => patterns[ids.indexOf(workflowId)]).toSorted();
    };
    expect(await heardBy('plant.tree.grown')).toEqual(['plant.*.grown', 'plant.>', 'plant.tree.grown']);
    expect(await heardBy('plant.bush.grown')).toEqual(['plant.*.grown', 'plant.>']);
    expect(await heardBy('plant.tree')).toEqual(['plant.*', 'plant.>']);
    expect(await heardBy('plant')).toEqual([]);
    expect(await heardBy('plants.tree.grown')).toEqual([]);
    for (const id of ids) await app.api('POST', `/workflows/${id}/unpublish`);
  });

  it('hear one source only if they name it', async () => {
    const id = await listen('One source', { type: 'sourced', source: '/here' });
    await publishEvent(app, { type: 'sourced', source: '/there' });
    const heard = await publishEvent(app, { type: 'sourced', source: '/here' });
    const [run] = await waitForRunsOf(app, id, 1);
    expect(run?.eventId).toBe(heard);
  });

  it('let through what their filter asks for; the event says of the others why not', async () => {
    const id = await listen('Large only', {
      type: 'filtered',
      filter: {
        all: [
          { left: '{{ event.data.total }}', operator: 'gt', right: 100 },
          { left: '{{ trigger.country }}', operator: 'in', right: ['DE', 'AT'] },
        ],
      },
    });
    const large = await publishEvent(app, { type: 'filtered', data: { total: 101, country: 'AT' } });
    const small = await publishEvent(app, { type: 'filtered', data: { total: 99, country: 'AT' } });
    const abroad = await publishEvent(app, { type: 'filtered', data: { total: 500, country: 'US' } });
    const broken = await publishEvent(app, { type: 'filtered', data: null });
    expect((await detailOf(large)).deliveries).toMatchObject([{ workflowId: id, outcome: 'run' }]);
    const reasonOf = async (eventId: string) => {
      const { deliveries } = await detailOf(eventId);
      expect(deliveries).toMatchObject([{ workflowId: id, workflowName: 'Large only', outcome: 'filtered' }]);
      return deliveries[0]?.reason;
    };
    expect(await reasonOf(small)).toContain('99 gt 100');
    expect(await reasonOf(abroad)).toContain('"US" in ["DE","AT"]');
    expect(await reasonOf(broken)).toContain('filter');
    expect(await waitForRunsOf(app, id, 1)).toHaveLength(1);
  });
});

describe('a workflow that publishes', () => {
  it('is heard by several others, each on its own: one fails, the others succeed', async () => {
    const heardBy = (name: string, code: string) =>
      publishWorkflow(
        app,
        name,
        chain(node('heard', 'event', { type: 'order.created' }), node('work', 'code', { code })),
      );
    const consumers = await Promise.all([
      heardBy('Receipt', 'return { to: trigger.customer };'),
      heardBy('Stock', 'return event.subject;'),
      heardBy('Loyalty', "throw new Error('closed today');"),
    ]);
    const shopId = await publishWorkflow(
      app,
      'Shop',
      chain(
        webhook('shop-orders'),
        node('tell', 'publish', {
          type: 'order.created',
          subject: '{{ trigger.body.id }}',
          data: '{{ trigger.body }}',
        }),
        node('end', 'set', { values: { told: '{{ steps.tell.id }}' } }),
      ),
    );
    const { runId, eventId } = await callHook(app, 'shop-orders', { id: 'A-1', customer: 'Ada' });
    const shop = await waitForRun(app, runId);
    expect(shop.status).toBe('succeeded');
    const { id: createdId } = stepOf(shop, 'tell').output as { id: string };

    const runs = (await Promise.all(consumers.map((id) => waitForRunsOf(app, id, 1)))).flat();
    expect(runs.map(({ status, eventId: heard }) => ({ status, heard }))).toEqual([
      { status: 'succeeded', heard: createdId },
      { status: 'succeeded', heard: createdId },
      { status: 'failed', heard: createdId },
    ]);
    expect(runs[0] && stepOf(runs[0], 'work').output).toEqual({ to: 'Ada' });
    expect(runs[1] && stepOf(runs[1], 'work').output).toBe('A-1');
    expect(runs[2]?.error?.nodeId).toBe('work');
    expect(runs[2]?.error?.message).toContain('closed today');

    const created = await detailOf(createdId);
    expect(created.event).toMatchObject({ type: 'order.created', source: `/workflows/${shopId}`, subject: 'A-1' });
    expect(created.cause).toEqual({ runId, nodeId: 'tell', eventId });
    expect(created.deliveries.map(({ workflowName }) => workflowName)).toEqual(['Loyalty', 'Receipt', 'Stock']);
    expect((await detailOf(eventId)).effects).toEqual([{ eventId: createdId, type: 'order.created', runId }]);
  });

  it('in a circle with another is stopped, and both are named', async () => {
    const relay = (name: string, from: string, to: string) =>
      publishWorkflow(
        app,
        name,
        chain(node('heard', 'event', { type: from }), node('pass', 'publish', { type: to, data: '{{ trigger }}' })),
      );
    const ping = await relay('Ping', 'circle.a', 'circle.b');
    const pong = await relay('Pong', 'circle.b', 'circle.a');
    await publishEvent(app, { type: 'circle.a', data: { n: 1 } });
    const failed = await until('the circle is stopped', async () => {
      const { items } = (await app.api<{ items: Run[] }>('GET', '/runs?status=failed&q=LOOP_DETECTED')).body;
      return items[0];
    });
    expect(failed.error).toMatchObject({ code: 'LOOP_DETECTED', nodeId: 'pass' });
    expect(failed.error?.message).toContain('Ping');
    expect(failed.error?.message).toContain('Pong');
    const runs = [...(await waitForRunsOf(app, ping, 13)), ...(await waitForRunsOf(app, pong, 13))];
    expect(runs).toHaveLength(26);
    expect(runs.filter(({ status }) => status === 'failed')).toHaveLength(1);
  });
});
