import { CloudEvent, emitterFor, HTTP, Mode, type CloudEventV1, type Message } from 'cloudevents';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventDetail, Graph, Run, StoredEvent } from '../src/contract/index.js';
import { startTestApp, type TestApp } from './support/app.js';
import { sendJson, startSink, type Sink } from './support/sink.js';
import { until } from './support/until.js';
import {
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

const TRACE = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;

let app: TestApp;
let sink: Sink;
beforeAll(async () => {
  sink = await startSink(({ path }, response) => sendJson(response, path === '/unwell' ? 503 : 200, { ok: true }));
  app = await startTestApp();
});
afterAll(async () => {
  await app.close();
  await sink.close();
});

/** Sends what the SDK made of an event. */
async function post<Body = { id: string }>({ headers, body }: Message) {
  return app.api<Body>('POST', '/events', body, headers as Record<string, string>);
}

async function eventOf(id: string): Promise<StoredEvent> {
  return expectStatus(await app.api<EventDetail>('GET', `/events/${id}`), 200).event;
}

/** The event as the SDK reads it from our answer. */
async function readBack(id: string): Promise<CloudEventV1<unknown>> {
  const answer = await app.api('GET', `/events/${id}`, undefined, { accept: 'application/cloudevents+json' });
  expect(answer.headers.get('content-type')).toMatch(/^application\/cloudevents\+json/);
  return HTTP.toEvent({
    headers: { 'content-type': 'application/cloudevents+json' },
    body: JSON.stringify(answer.body),
  }) as CloudEventV1<unknown>;
}

/** What a listener noted of the only event that it heard. */
async function noteOf(workflowId: string): Promise<unknown> {
  const [run] = await waitForRunsOf(app, workflowId, 1);
  return stepOf(run as Run, 'note').output;
}

function note(type: string, values: Record<string, string>): Graph {
  return chain(node('heard', 'event', { type }), node('note', 'set', { values }));
}

describe('CloudEvents of the official SDK', () => {
  const event = new CloudEvent({
    id: 'SDK-1',
    type: 'sdk.sent',
    source: '/sdk',
    subject: 'A-1',
    time: '2026-01-02T03:04:05.678Z',
    dataschema: 'https://example.com/schema.json',
    tenant: 'north',
    tries: 2,
    isurgent: true,
    data: { total: 5, list: [1, null] },
  });

  it('come structured and binary, with every attribute, and can be read back', async () => {
    const { id } = expectStatus(await post(HTTP.structured(event)), 202);
    expect(await eventOf(id)).toMatchObject({
      id,
      tenant: 'north',
      tries: 2,
      isurgent: true,
      dataschema: event.dataschema,
    });
    expect(await readBack(id)).toEqual({ ...event.toJSON(), datacontenttype: 'application/json' });
    expect(expectStatus(await post(HTTP.binary(event)), 202).id).toBe(id);

    const binary = expectStatus(await post(HTTP.binary(event.cloneWith({ id: 'SDK-2' }))), 202);
    // Headers are text, whatever they were made of.
    const read = { ...event.toJSON(), id: 'SDK-2', tries: '2', isurgent: 'true', datacontenttype: 'application/json' };
    expect(await readBack(binary.id)).toEqual(read);
  });

  it('come from its emitter', async () => {
    const emit = emitterFor((message) => post(message), { mode: Mode.STRUCTURED });
    const { body } = (await emit(event.cloneWith({ id: 'SDK-6' }))) as { body: { id: string } };
    expect(await eventOf(body.id)).toMatchObject({ type: 'sdk.sent', tenant: 'north' });
  });

  it('come with text and with bytes', async () => {
    const bytes = event.cloneWith({ id: 'SDK-3', datacontenttype: 'image/png', data: Buffer.from([0, 1, 255]) });
    const structured = expectStatus(await post(HTTP.structured(bytes)), 202);
    expect(await eventOf(structured.id)).toMatchObject({ datacontenttype: 'image/png', data_base64: 'AAH/' });
    expect(await eventOf(structured.id)).not.toHaveProperty('data');
    const binary = await post({ headers: { ...HTTP.binary(bytes).headers, 'ce-id': 'SDK-4' }, body: bytes.data });
    expect(await eventOf(expectStatus(binary, 202).id)).toMatchObject({ data_base64: 'AAH/' });
    expect((await readBack(structured.id)).data_base64).toBe('AAH/');

    const text = event.cloneWith({ id: 'SDK-5', datacontenttype: 'text/plain', data: 'grün' });
    expect(await eventOf(expectStatus(await post(HTTP.binary(text)), 202).id)).toMatchObject({
      datacontenttype: 'text/plain',
      data: 'grün',
    });
  });

  it('come a thousand in a batch, and not one more', async () => {
    const batch = Array.from({ length: 1001 }, (_, index) =>
      new CloudEvent({ id: `B-${index}`, type: 'sdk.batch', source: '/sdk', data: { index } }).toJSON(),
    );
    const send = (events: unknown[]) =>
      app.api<{ ids: string[] } & ProblemBody>('POST', '/events', events, {
        'content-type': 'application/cloudevents-batch+json',
      });
    const { ids } = expectStatus(await send(batch.slice(0, 1000)), 202);
    expect(new Set(ids).size).toBe(1000);
    expect((await eventOf(ids[999] ?? '')).data).toEqual({ index: 999 });
    expect((await send(batch)).body).toMatchObject({ status: 422, code: 'VALIDATION_FAILED' });
  });
});

describe('a batch', () => {
  const batch = (...events: object[]) =>
    app.api<ProblemBody & { ids: string[] }>('POST', '/events', events, {
      'content-type': 'application/cloudevents-batch+json',
    });
  const typed = (type: string, id: string, more: object = {}) => ({
    specversion: '1.0',
    source: '/b',
    type,
    id,
    ...more,
  });
  const countOf = async (type: string) => {
    const { items } = expectStatus(await app.api<{ items: unknown[] }>('GET', `/events?type=${type}`), 200);
    return items.length;
  };

  it('is stored whole or not at all, and the answer says which event is to blame', async () => {
    const invalid = await batch(typed('whole.a', '1'), typed('whole.a', '2', { Bad: 1 }));
    expect(invalid.body).toMatchObject({ status: 422, code: 'VALIDATION_FAILED', pointer: '/1/Bad' });
    expectStatus(await batch(typed('whole.a', 'used', { data: 1 })), 202);
    const reused = await batch(typed('whole.a', '1'), typed('whole.a', '2'), typed('whole.a', 'used', { data: 2 }));
    expect(reused.body).toMatchObject({ status: 422, code: 'KEY_REUSED', pointer: '/2' });
    expect(await countOf('whole.a')).toBe(1);
    const { ids } = expectStatus(await batch(typed('whole.a', '1'), typed('whole.a', 'used', { data: 1 })), 202);
    expect(ids).toHaveLength(2);
    expect(await countOf('whole.a')).toBe(2);
  });

  it('reaches the listeners, each event once', async () => {
    const id = await publishWorkflow(app, 'Batched', note('whole.heard', { n: '{{ event.data }}' }));
    expectStatus(await batch(...[1, 2, 3].map((n) => typed('whole.heard', `heard-${n}`, { data: n }))), 202);
    const runs = await waitForRunsOf(app, id, 3);
    expect(runs.map((run) => stepOf(run, 'note').output).toSorted()).toMatchObject([{ n: 1 }, { n: 2 }, { n: 3 }]);
  });
});

describe('attributes', () => {
  it('are there for expressions and filters', async () => {
    const filter = { all: [{ left: '{{ event.tenant }}', operator: 'eq', right: 'north' }] };
    const graph = chain(
      node('heard', 'event', { type: 'attr.seen', filter }),
      node('note', 'set', { values: { tenant: '{{ event.tenant }}', type: '{{ event.datacontenttype }}' } }),
    );
    const id = await publishWorkflow(app, 'Attributes', graph);
    await publishEvent(app, { type: 'attr.seen', tenant: 'south' });
    await publishEvent(app, { type: 'attr.seen', tenant: 'north' });
    expect(await noteOf(id)).toEqual({ tenant: 'north', type: 'application/json' });
  });

  it('of trace and correlation go with what a run publishes, calls and sends', async () => {
    const child = await publishWorkflow(app, 'Child', note('traced.never', { at: '{{ event.traceparent }}' }));
    const failing = chain(node('heard', 'event', { type: 'traced.b' }), node('bad', 'fail', { message: 'no' }));
    await publishWorkflow(app, 'Fails', failing);
    const failures = await publishWorkflow(app, 'Failures', note('eventloom.run.failed', { event: '{{ event }}' }));
    const graph = chain(
      webhook('traced'),
      node('tell', 'publish', { type: 'traced.b' }),
      node('call', 'http-request', { url: `${sink.url}/traced`, headers: { tracestate: null } }),
      node('run', 'sub-workflow', { workflowId: child }),
    );
    const workflowId = await publishWorkflow(app, 'Traced', graph);
    await app.request('POST', '/hooks/traced', {}, { traceparent: TRACE, tracestate: 'x=1' });
    const [run] = await waitForRunsOf(app, workflowId, 1);
    expect(run?.status).toBe('succeeded');
    const cause = await eventOf(run?.eventId ?? '');
    expect(cause).toMatchObject({ traceparent: TRACE, tracestate: 'x=1' });

    const inherited = { traceparent: TRACE, tracestate: 'x=1', correlationid: cause.id, causationid: cause.id };
    const told = await eventOf((stepOf(run as Run, 'tell').output as { id: string }).id);
    expect(told).toMatchObject(inherited);
    expect(stepOf(run as Run, 'run').output).toMatchObject({ at: TRACE });
    expect(sink.requests.find(({ path }) => path === '/traced')?.headers).toMatchObject({ traceparent: TRACE });
    expect(await noteOf(failures)).toMatchObject({ event: { ...inherited, causationid: told.id } });
  });

  it('name the root of a chain that nobody named', async () => {
    const first = chain(node('heard', 'event', { type: 'chain.a' }), node('tell', 'publish', { type: 'chain.b' }));
    await publishWorkflow(app, 'Chain A', first);
    const second = chain(node('heard', 'event', { type: 'chain.b' }), node('tell', 'publish', { type: 'chain.c' }));
    await publishWorkflow(app, 'Chain B', second);
    const rootId = await publishEvent(app, { type: 'chain.a' });
    const event = await until('the end of the chain', async () => {
      const { body } = await app.api<{ items: StoredEvent[] }>('GET', '/events?type=chain.c');
      return body.items[0];
    });
    expect(event).toMatchObject({ correlationid: rootId });
    const ownId = await publishEvent(app, { type: 'chain.b', correlationid: 'order-7' });
    const told = await until('what the second publishes', async () => {
      const { body } = await app.api<{ items: StoredEvent[] }>('GET', '/events?type=chain.c');
      return body.items.find(({ correlationid }) => correlationid === 'order-7');
    });
    expect(told['causationid']).toBe(ownId);
  });
});

describe('sending CloudEvents', () => {
  async function send(params: Record<string, string | object>, payload: unknown): Promise<CloudEventV1<unknown>> {
    const path = `/in-${sink.requests.length}`;
    const graph = chain(node('start', 'manual'), node('send', 'cloudevents-send', { url: sink.url + path, ...params }));
    const { id } = await createWorkflow(app, 'Sends', graph);
    const run = await waitForRun(app, await runByHand(app, id, { payload }));
    expect(stepOf(run, 'send')).toMatchObject({ status: 'succeeded', output: { status: 200, body: { ok: true } } });
    const { headers = {}, body } = sink.requests.find((request) => request.path === path) ?? {};
    expect(headers['idempotency-key']).toBe(`${run.id}:send:0`);
    return HTTP.toEvent({ headers, body }) as CloudEventV1<unknown>;
  }

  it.each(['binary', 'structured'])('works in %s mode for the official SDK', async (mode) => {
    const event = await send({ mode, type: 'order.sent', subject: 'A-{{ trigger.id }}' }, { id: 7, name: 'Grün' });
    expect(event).toMatchObject({ type: 'order.sent', subject: 'A-7', data: { id: 7, name: 'Grün' } });
    expect(event['correlationid']).toBe(event['causationid']);
    const forwarded = await send({ mode }, [1, 2]);
    expect(forwarded).toMatchObject({ type: 'eventloom.manual.started', data: [1, 2] });
    expect(forwarded.source).toMatch(/^\/workflows\//);
  });

  it('is tried again, always under the same id', async () => {
    const extras = { retry: { attempts: 2, backoff: 'fixed' as const, delayMs: 10, maxDelayMs: 10 } };
    const params = { url: `${sink.url}/unwell`, type: 'order.sent' };
    const { id } = await createWorkflow(
      app,
      'Retries',
      chain(node('start', 'manual'), node('send', 'cloudevents-send', params, extras)),
    );
    const run = await waitForRun(app, await runByHand(app, id));
    expect(stepOf(run, 'send')).toMatchObject({ status: 'failed', error: { code: 'HTTP_STATUS' } });
    const sent = sink.requests.filter(({ path }) => path === '/unwell').map(({ headers }) => headers['ce-id']);
    expect(sent).toEqual([`${run.id}:send:0`, `${run.id}:send:0`]);
  });
});
