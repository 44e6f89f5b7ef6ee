import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventDetail } from '../src/contract/index.js';
import { startTestApp, type TestApp } from './support/app.js';
import {
  callHook,
  chain,
  edge,
  expectStatus,
  node,
  publishWorkflow,
  statesOf,
  stepOf,
  waitForRun,
  waitForRunsOf,
  webhook,
  type ProblemBody,
} from './support/workflows.js';

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** webhook -> set -> if -> set: what most workflows are in the end. */
const ORDERS = {
  nodes: [
    webhook('orders'),
    node('order', 'set', { values: { id: '{{ trigger.body.id }}', total: '{{ trigger.body.price * 2 }}' } }),
    node('big', 'if', { conditions: { all: [{ left: '{{ input.total }}', operator: 'gt', right: 100 }] } }),
    node('call', 'set', { values: { text: 'Call {{ steps.order.id }}, {{ input.total }} EUR' } }),
    node('thank', 'set', { values: { text: 'Thanks for {{ trigger.body.id }}' } }),
  ],
  edges: [edge('hook', 'order'), edge('order', 'big'), edge('big.true', 'call'), edge('big.false', 'thank')],
};

let app: TestApp;
let ordersId: string;
beforeAll(async () => {
  app = await startTestApp();
  ordersId = await publishWorkflow(app, 'Orders', ORDERS);
});
afterAll(() => app.close());

describe('a webhook that starts a run', () => {
  it('answers with the ids of event and run, and the run goes the way that its data ask for', async () => {
    const { runId, eventId } = await callHook(app, 'orders', { id: 'A-1', price: 60 });
    const run = await waitForRun(app, runId);
    expect(run).toMatchObject({
      id: runId,
      eventId,
      workflowId: ordersId,
      workflowName: 'Orders',
      workflowVersion: 1,
      status: 'succeeded',
      trigger: 'hook',
      attempt: 1,
    });
    expect(statesOf(run)).toEqual({
      hook: 'succeeded',
      order: 'succeeded',
      big: 'succeeded',
      call: 'succeeded',
      thank: 'skipped',
    });
    expect(stepOf(run, 'order')).toMatchObject({ nodeType: 'set', output: { id: 'A-1', total: 120 } });
    expect(stepOf(run, 'big')).toMatchObject({ port: 'true', input: { id: 'A-1', total: 120 } });
    expect(stepOf(run, 'call')).toMatchObject({
      input: { id: 'A-1', total: 120 },
      output: { text: 'Call A-1, 120 EUR' },
    });
    expect(stepOf(run, 'thank')).not.toHaveProperty('output');
  });

  it('tells when each thing happened, in UTC and with milliseconds, in order', async () => {
    const { runId } = await callHook(app, 'orders', { id: 'A-2', price: 60 });
    const run = await waitForRun(app, runId);
    for (const at of [run.createdAt, run.startedAt, run.finishedAt]) expect(at).toMatch(TIME);
    const [order, big, call] = ['order', 'big', 'call'].map((id) => stepOf(run, id));
    for (const step of [order, big, call]) {
      expect(step?.startedAt).toMatch(TIME);
      expect(step?.finishedAt).toMatch(TIME);
      expect(step?.attempts).toEqual([{ number: 1, startedAt: step?.startedAt, finishedAt: step?.finishedAt }]);
    }
    expect((order?.startedAt ?? '') <= (big?.startedAt ?? '')).toBe(true);
    expect((big?.startedAt ?? '') <= (call?.startedAt ?? '')).toBe(true);
    expect(run.createdAt <= (run.finishedAt ?? '')).toBe(true);
  });

  it('goes the other way for other data', async () => {
    const { runId } = await callHook(app, 'orders', { id: 'A-3', price: 5 });
    const run = await waitForRun(app, runId);
    expect(statesOf(run)).toMatchObject({ call: 'skipped', thank: 'succeeded' });
    expect(stepOf(run, 'big').port).toBe('false');
    expect(stepOf(run, 'thank').output).toEqual({ text: 'Thanks for A-3' });
  });

  it('hands method, path, headers, query and body on, but not the caller’s secrets', async () => {
    const answer = await app.request<{ runId: string }>('POST', '/hooks/orders?shop=berlin&tag=a&tag=b', '{"id":1}', {
      'content-type': 'application/json',
      'x-shop': 'Berlin',
      authorization: 'Bearer canary-secret',
      cookie: 'canary=secret',
    });
    const run = await waitForRun(app, expectStatus(answer, 202).runId);
    expect(stepOf(run, 'hook').output).toMatchObject({
      method: 'POST',
      path: '/hooks/orders',
      headers: { 'x-shop': 'Berlin', 'content-type': 'application/json' },
      query: { shop: 'berlin', tag: ['a', 'b'] },
      body: { id: 1 },
    });
    expect(JSON.stringify(run)).not.toContain('canary');
  });

  it('takes forms, text and no body at all', async () => {
    const bodyOf = async (body: string | undefined, type?: string) => {
      const { runId } = await callHook(app, 'orders', body, type === undefined ? {} : { 'content-type': type });
      return (stepOf(await waitForRun(app, runId), 'hook').output as { body: unknown }).body;
    };
    expect(await bodyOf('id=A+1&tag=x&tag=y&name=%C3%84rger', 'application/x-www-form-urlencoded')).toEqual({
      id: 'A 1',
      tag: ['x', 'y'],
      name: 'Ärger',
    });
    expect(await bodyOf('just words', 'text/plain')).toBe('just words');
    expect(await bodyOf('<order id="1"/>', 'application/xml')).toBe('<order id="1"/>');
    expect(await bodyOf(undefined)).toBeNull();
  });
});

describe('the event behind a webhook', () => {
  it('shows its data and what became of it at each consumer, and lists among the events', async () => {
    const listenerId = await publishWorkflow(
      app,
      'Audit of all webhooks',
      chain(
        node('heard', 'event', { type: 'eventloom.webhook.received', source: '/hooks/orders' }),
        node('note', 'set', { values: { saw: '{{ trigger.body.id }}', from: '{{ event.source }}' } }),
      ),
    );
    const { eventId, runId } = await callHook(app, 'orders', { id: 'A-4', price: 1 });
    const [heard] = await waitForRunsOf(app, listenerId, 1);
    expect(heard).toMatchObject({ eventId, trigger: 'heard' });
    expect(heard && stepOf(heard, 'note').output).toEqual({ saw: 'A-4', from: '/hooks/orders' });

    const { event, deliveries } = expectStatus(await app.api<EventDetail>('GET', `/events/${eventId}`), 200);
    expect(event).toMatchObject({
      specversion: '1.0',
      type: 'eventloom.webhook.received',
      source: '/hooks/orders',
      data: { method: 'POST', body: { id: 'A-4', price: 1 } },
    });
    expect(deliveries).toEqual([
      {
        workflowId: listenerId,
        workflowName: 'Audit of all webhooks',
        trigger: 'heard',
        outcome: 'run',
        runId: heard?.id,
      },
      { workflowId: ordersId, workflowName: 'Orders', trigger: 'hook', outcome: 'run', runId },
    ]);
    const { items } = expectStatus(
      await app.api<{ items: { id: string }[] }>('GET', '/events?type=eventloom.webhook.received'),
      200,
    );
    expect(items[0]?.id).toBe(eventId);
  });

  it('goes to the topic that its trigger names, for whoever listens there', async () => {
    await publishWorkflow(
      app,
      'Shop',
      chain(webhook('shop', { eventType: 'shop.called' }), node('done', 'set', { values: {} })),
    );
    const listenerId = await publishWorkflow(
      app,
      'Shop listener',
      chain(node('heard', 'event', { type: 'shop.*' }), node('note', 'set', { values: { n: '{{ trigger.body.n }}' } })),
    );
    await callHook(app, 'shop', { n: 7 });
    const [run] = await waitForRunsOf(app, listenerId, 1);
    expect(run && stepOf(run, 'note').output).toEqual({ n: 7 });
  });
});

describe('a webhook that answers with the last output', () => {
  it('answers 200 with the output of the last step', async () => {
    await publishWorkflow(
      app,
      'Doubler',
      chain(
        webhook('double', { respond: 'last-node' }),
        node('twice', 'set', { values: { twice: '{{ trigger.body.n * 2 }}' } }),
      ),
    );
    const answer = await app.request('POST', '/hooks/double', { n: 21 });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ twice: 42 });
  });

  it('answers with an object by node id if several steps end the run', async () => {
    const nodes = [
      webhook('both', { respond: 'last-node' }),
      node('a', 'set', { values: { x: 1 } }),
      node('b', 'set', { values: { y: 2 } }),
    ];
    await publishWorkflow(app, 'Both', { nodes, edges: [edge('hook', 'a'), edge('hook', 'b')] });
    expect((await app.request('POST', '/hooks/both', {})).body).toEqual({ a: { x: 1 }, b: { y: 2 } });
  });

  it('says that the run failed, without telling the caller what is inside', async () => {
    const id = await publishWorkflow(
      app,
      'Breaks',
      chain(webhook('breaks', { respond: 'last-node' }), node('boom', 'code', { code: "throw new Error('canary');" })),
    );
    const answer = await app.request<ProblemBody>('POST', '/hooks/breaks', {});
    expect(answer.status).toBe(500);
    expect(answer.body).toMatchObject({ code: 'RUN_FAILED' });
    expect(JSON.stringify(answer.body)).not.toContain('canary');
    const [run] = await waitForRunsOf(app, id, 1);
    expect(run).toMatchObject({ status: 'failed', error: { nodeId: 'boom' } });
    expect(answer.body.detail).toContain(run?.id);
  });
});

describe('methods and repeated requests', () => {
  it('answers a wrong method like a path that nobody has, unless any will do', async () => {
    const wrong = await app.request<ProblemBody>('PUT', '/hooks/orders', {});
    const unknown = await app.request<ProblemBody>('PUT', '/hooks/nobody-has-this', {});
    expect(wrong.status).toBe(404);
    expect({ ...wrong.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' });
    await publishWorkflow(app, 'Any', chain(webhook('any', { method: 'ANY', respond: 'last-node' })));
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])
      expect((await app.request(method, '/hooks/any')).body).toMatchObject({ method });
  });

  it.each([
    ['idempotency-key', undefined],
    ['webhook-id', undefined],
    ['x-github-delivery', undefined],
    ['x-order-number', 'X-Order-Number'],
  ])('takes a request that comes again with the same %s only once', async (header, dedupHeader) => {
    const path = `once-${header}`;
    const id = await publishWorkflow(
      app,
      path,
      chain(webhook(path, dedupHeader === undefined ? {} : { dedupHeader }), node('done', 'set')),
    );
    const first = await callHook(app, path, { id: 1 }, { [header]: 'k-1' });
    const again = await Promise.all([1, 2, 3].map(() => callHook(app, path, { id: 1 }, { [header]: 'k-1' })));
    expect(again).toEqual([first, first, first]);
    const other = await callHook(app, path, { id: 1 }, { [header]: 'k-2' });
    expect(other.eventId).not.toBe(first.eventId);
    expect(await waitForRunsOf(app, id, 2)).toHaveLength(2);
  });

  it('takes only one of many that come with a new key at the same moment', async () => {
    const id = await publishWorkflow(app, 'Race', chain(webhook('race'), node('done', 'set')));
    const all = await Promise.all(
      Array.from({ length: 20 }, () => callHook(app, 'race', { id: 1 }, { 'idempotency-key': 'same' })),
    );
    expect(new Set(all.map(({ eventId }) => eventId)).size).toBe(1);
    expect(await waitForRunsOf(app, id, 1)).toHaveLength(1);
  });

  it('refuses a key that was used for another body', async () => {
    await callHook(app, 'orders', { id: 'K', price: 1 }, { 'idempotency-key': 'reused' });
    const refused = await app.request<ProblemBody>(
      'POST',
      '/hooks/orders',
      { id: 'L', price: 1 },
      { 'idempotency-key': 'reused' },
    );
    expect(refused.status).toBe(422);
    expect(refused.body.code).toBe('KEY_REUSED');
  });
});
