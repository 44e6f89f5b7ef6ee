import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventDetail, Run, Topic, TopicSummary } from '../src/contract/index.js';
import { startTestApp, type TestApp } from './support/app.js';
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
  waitForRunsOf,
  webhook,
  type ProblemBody,
} from './support/workflows.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

async function put(type: string, change: object): Promise<Topic> {
  return expectStatus(await app.api<Topic>('PUT', `/topics/${type}`, change), 200);
}

/** The topic once there is one. */
function topicOf(type: string, isAsExpected: (topic: Topic) => boolean = () => true): Promise<Topic> {
  return until(`the topic ${type}`, async () => {
    const { status, body } = await app.api<Topic>('GET', `/topics/${type}`);
    return status === 200 && isAsExpected(body) && body;
  });
}

async function countOf(type: string): Promise<number> {
  return expectStatus(await app.api<{ items: unknown[] }>('GET', `/events?type=${type}`), 200).items.length;
}

const listening = (type: string) => chain(node('heard', 'event', { type }), node('note', 'set', { values: {} }));

describe('topics', () => {
  it('come into being with their first event, or the first that listens to them', async () => {
    await publishEvent(app, { type: 'born.of.event' });
    expect(await topicOf('born.of.event')).toMatchObject({
      ...{ description: '', owner: '', mode: 'off', hasSchema: false, schema: null, retentionDays: null },
      ...{ consumers: [], producers: [{ kind: 'source', label: '/events' }], backlog: 0, events24h: 1 },
    });
    const workflowId = await publishWorkflow(app, 'Listens', listening('born.of.listener'));
    const consumer = { workflowId, workflowName: 'Listens', nodeId: 'heard', pattern: 'born.of.listener' };
    expect(await topicOf('born.of.listener')).toMatchObject({
      ...{ lastEventAt: null, events24h: 0, ratePerMinute: 0, producers: [] },
      consumers: [{ ...consumer, status: 'published' }],
    });
    await publishWorkflow(app, 'Listens to many', listening('born.*.event'));
    expect(await topicOf('born.of.event')).toMatchObject({ consumers: [{ pattern: 'born.*.event' }] });
    expect((await app.api('GET', '/topics/born.*.event')).status).toBe(404);
  });

  it('are described by hand, before their first event too, and found by it', async () => {
    const made = await put('described.a', { description: 'Orders that were paid', owner: 'Shop', retentionDays: 7 });
    expect(made).toMatchObject({ type: 'described.a', owner: 'Shop', retentionDays: 7, lastEventAt: null });
    expect(await put('described.a', { owner: 'Finance' })).toMatchObject({
      ...{ owner: 'Finance', description: 'Orders that were paid', retentionDays: 7 },
    });
    expect(await put('described.a', { retentionDays: null })).toMatchObject({ retentionDays: null });
    await put('described.b', {});
    const list = async (query: string) =>
      expectStatus(await app.api<{ items: TopicSummary[]; nextCursor: string | null }>('GET', `/topics?${query}`), 200);
    expect((await list('q=were%20PAID')).items.map(({ type }) => type)).toEqual(['described.a']);
    const page = await list('q=described&limit=1');
    expect(page.items.map(({ type }) => type)).toEqual(['described.a']);
    const rest = await list(`q=described&limit=1&cursor=${page.nextCursor}`);
    expect(rest).toMatchObject({ items: [{ type: 'described.b' }], nextCursor: null });
    const refused = await app.api<ProblemBody>('PUT', '/topics/no%20topic', {});
    expect(refused.body).toMatchObject({ status: 422, code: 'VALIDATION_FAILED' });
  });

  it('tell where their events come from, how many, and how many runs have not begun', async () => {
    const shopId = await publishWorkflow(
      app,
      'Shop',
      chain(webhook('topic-shop', { eventType: 'seen.hook' }), node('tell', 'publish', { type: 'seen.told' })),
    );
    const lateId = await publishWorkflow(app, 'Late', listening('seen.told'));
    expectStatus(await app.api('POST', `/workflows/${lateId}/pause`), 200);
    for (let call = 0; call < 3; call += 1) await callHook(app, 'topic-shop');
    const told = await topicOf('seen.told', ({ events24h, backlog }) => events24h === 3 && backlog === 3);
    expect(told).toMatchObject({
      producers: [{ kind: 'workflow', label: 'Shop', workflowId: shopId }],
      consumers: [{ workflowId: lateId, status: 'paused' }],
    });
    expect(told.ratePerMinute).toBeGreaterThan(0.5);
    expect(told.lastEventAt).not.toBeNull();
    expect((await topicOf('seen.hook')).producers).toEqual([
      { kind: 'webhook', label: '/hooks/topic-shop', workflowId: shopId },
    ]);
    expectStatus(await app.api('POST', `/workflows/${lateId}/resume`), 200);
    await waitForRunsOf(app, lateId, 3);
    await topicOf('seen.told', ({ backlog }) => backlog === 0);
  });
});

describe('the schema of a topic', () => {
  const schema = { type: 'object', required: ['total'], properties: { total: { type: 'number' } } };

  it('is proposed by what came so far, and all of that fits it', async () => {
    for (const data of [{ total: 1, at: '2026-01-02T03:04:05Z' }, { total: 2.5 }])
      await publishEvent(app, { type: 'proposed', data });
    const proposed = await app.api<{ schema: object; from: number }>('GET', '/topics/proposed/proposed-schema');
    expect(proposed.body).toMatchObject({
      from: 2,
      schema: {
        type: 'object',
        required: ['total'],
        properties: { total: { type: 'number' }, at: { type: 'string', format: 'date-time' } },
      },
    });
    const topic = await put('proposed', { schema: proposed.body.schema, mode: 'reject' });
    expect(topic).toMatchObject({ hasSchema: true, schema: proposed.body.schema, mode: 'reject' });
    await publishEvent(app, { type: 'proposed', data: { total: 3 } });
  });

  it('only remarks on events, where it is to warn', async () => {
    await put('warned', { schema, mode: 'warn' });
    const detailOf = async (id: string) => expectStatus(await app.api<EventDetail>('GET', `/events/${id}`), 200);
    const fits = await detailOf(await publishEvent(app, { type: 'warned', data: { total: 1 } }));
    expect(fits).not.toHaveProperty('schemaProblem');
    const wrong = await detailOf(await publishEvent(app, { type: 'warned', data: { total: '1' } }));
    expect(wrong).toMatchObject({ event: { data: { total: '1' } }, schemaProblem: '/total must be number' });
  });

  it('keeps events out, where it is to reject, and says what does not fit', async () => {
    await put('kept.out', { schema, mode: 'reject' });
    const send = (body: unknown, headers?: Record<string, string>) =>
      app.api<ProblemBody>('POST', '/events', body, headers);
    const refused = { status: 422, code: 'SCHEMA_MISMATCH' };
    const wrong = { type: 'kept.out', data: { total: 'x' } };
    expect((await send(wrong)).body).toMatchObject({ ...refused, pointer: '/data/total' });
    expect((await send({ type: 'kept.out' })).body).toMatchObject({ ...refused, pointer: '/data' });
    expect((await send([{ type: 'kept.out', data: { total: 1 } }, wrong])).body).toMatchObject({
      ...refused,
      pointer: '/1/data/total',
    });
    const binary = { 'ce-specversion': '1.0', 'ce-id': '1', 'ce-source': '/', 'ce-type': 'kept.out' };
    expect((await send({ total: [] }, binary)).body).toMatchObject({ ...refused, pointer: '/total' });
    expect(await countOf('kept.out')).toBe(0);
    await put('kept.out', { mode: 'off' });
    expectStatus(await send(wrong), 202);
    await put('kept.out', { mode: 'reject', schema: null });
    expectStatus(await send(wrong), 202);
    expect(await countOf('kept.out')).toBe(2);
  });

  it('holds for webhooks and for what workflows publish', async () => {
    const ofHooks = { properties: { body: schema } };
    await put('kept.hook', { schema: ofHooks, mode: 'reject' });
    await publishWorkflow(app, 'Hooked', chain(webhook('kept-hook', { eventType: 'kept.hook' })));
    const refused = await app.request<ProblemBody>('POST', '/hooks/kept-hook', { total: null });
    expect(refused.body).toMatchObject({ status: 422, code: 'SCHEMA_MISMATCH', pointer: '/total' });
    await callHook(app, 'kept-hook', { total: 1 });

    await put('kept.told', { schema, mode: 'reject' });
    const retry = { attempts: 3, backoff: 'fixed' as const, delayMs: 10, maxDelayMs: 10 };
    const tell = node('tell', 'publish', { type: 'kept.told', data: '{{ trigger }}' }, { retry });
    const { id } = await createWorkflow(app, 'Tells', chain(node('start', 'manual'), tell));
    const run = async (payload: unknown): Promise<Run> => waitForRun(app, await runByHand(app, id, { payload }));
    expect(stepOf(await run({}), 'tell')).toMatchObject({
      status: 'failed',
      error: { code: 'SCHEMA_MISMATCH', message: expect.stringContaining('/total must have') as string },
      attempts: [{ number: 1 }],
    });
    expect((await run({ total: 1 })).status).toBe('succeeded');
    expect(await countOf('kept.told')).toBe(1);
  });

  it('holds in every process, a moment after it was changed in one', async () => {
    const other = await startTestApp({ database: app.database });
    await put('kept.everywhere', { schema, mode: 'reject' });
    await until('the schema in the other process', async () => {
      const { status } = await other.api('POST', '/events', { type: 'kept.everywhere', data: {} });
      return status === 422;
    });
    await other.close();
  });

  it('never stands in the way of what the platform itself tells', async () => {
    await put('eventloom.run.failed', { schema: false, mode: 'reject' });
    const failing = chain(node('heard', 'event', { type: 'fails' }), node('bad', 'fail', { message: 'no' }));
    const id = await publishWorkflow(app, 'Fails', failing);
    await publishEvent(app, { type: 'fails' });
    expect(await waitForRunsOf(app, id, 1)).toMatchObject([{ status: 'failed' }]);
    expect(await countOf('eventloom.run.failed')).toBe(1);
    await put('eventloom.run.failed', { schema: null });
  });

  it.each<[unknown, string]>([
    [{ type: 'text' }, '/schema/type'],
    [{ properties: { a: { pattern: '(?=x)' } } }, '/schema/properties/a/pattern'],
    [{ $ref: 'https://example.com/schema.json' }, '/schema/$ref'],
  ])('is refused with the place if it is none: %j', async (bad, pointer) => {
    const answer = await app.api<ProblemBody>('PUT', '/topics/bad.schema', { schema: bad, mode: 'reject' });
    expect(answer.body).toMatchObject({ status: 422, code: 'SCHEMA_INVALID', pointer });
    expect((await app.api('GET', '/topics/bad.schema')).status).toBe(404);
  });
});
