import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { GraphNode, Run } from '../src/contract/index.js';
import { startTestApp, type TestApp } from './support/app.js';
import { sendJson, startSink, type Sink } from './support/sink.js';
import {
  callHook,
  chain,
  createWorkflow,
  node,
  publishWorkflow,
  runByHand,
  stepOf,
  waitForRun,
  webhook,
} from './support/workflows.js';

let app: TestApp;
let sink: Sink;
/** Answers to come of `/shaky`; after them, 200. */
let failures: number[] = [];

beforeAll(async () => {
  sink = await startSink(({ path, method, body }, response) => {
    if (path.startsWith('/json')) sendJson(response, 201, { method, got: body, list: [1, 2] });
    else if (path === '/text') response.writeHead(200, { 'content-type': 'text/plain', 'x-shop': 'Berlin' }).end('hi');
    else if (path === '/lies') response.writeHead(200, { 'content-type': 'application/json' }).end('not json');
    else if (path === '/missing') sendJson(response, 404, { reason: 'sold out' });
    else if (path === '/moved') response.writeHead(303, { location: '/json/moved' }).end();
    else if (path === '/circle') response.writeHead(302, { location: '/circle' }).end();
    else if (path === '/shaky') sendJson(response, failures.shift() ?? 200, { left: failures.length });
    else if (path === '/none') response.writeHead(204).end();
    else if (path !== '/hangs') response.writeHead(500).end();
  });
  app = await startTestApp();
});
beforeEach(() => {
  sink.requests.length = 0;
  failures = [];
});
afterAll(async () => {
  await app.close();
  await sink.close();
});

/** Runs a draft with one request in it. */
async function call(
  params: GraphNode['params'],
  { extras = {}, payload = null, at = app }: { extras?: Partial<GraphNode>; payload?: unknown; at?: TestApp } = {},
): Promise<Run> {
  const graph = chain(node('start', 'manual'), node('call', 'http-request', params, extras));
  const { id } = await createWorkflow(at, 'Calls', graph);
  return waitForRun(at, await runByHand(at, id, { payload }));
}

const outputOf = (run: Run) => stepOf(run, 'call').output;

describe('an HTTP request', () => {
  it('sends JSON, headers and query made of expressions, with the key of its step, and reads the JSON answer', async () => {
    const run = await call(
      {
        method: 'POST',
        url: `${sink.url}/json?a=1`,
        query: { name: '{{ trigger.name }}', n: 5, none: null },
        headers: { 'X-Order': '{{ trigger.id }}' },
        body: { id: '{{ trigger.id }}', items: '{{ trigger.items }}', text: 'for {{ trigger.name }}' },
      },
      { payload: { id: 7, name: 'Ada & Co', items: ['a', null] } },
    );
    expect(run.status).toBe('succeeded');
    const [request] = sink.requests;
    expect(request?.path).toBe('/json?a=1&name=Ada+%26+Co&n=5');
    expect(request?.headers).toMatchObject({
      'content-type': 'application/json',
      'x-order': '7',
      'idempotency-key': `${run.id}:call:0`,
    });
    const sent = { id: 7, items: ['a', null], text: 'for Ada & Co' };
    expect(JSON.parse(request?.body ?? '')).toEqual(sent);
    expect(outputOf(run)).toMatchObject({
      status: 201,
      headers: { 'content-type': 'application/json' },
      body: { method: 'POST', list: [1, 2], got: JSON.stringify(sent) },
    });
  });

  it('sends text as text', async () => {
    await call({ method: 'PUT', url: `${sink.url}/json`, body: 'hello {{ trigger }}' }, { payload: 'Ödipus' });
    expect(sink.requests[0]).toMatchObject({ method: 'PUT', body: 'hello Ödipus' });
    expect(sink.requests[0]?.headers['content-type']).toContain('text/plain');
  });

  it('sends data on as they came, whatever characters and keys are in them', async () => {
    const relay = node('call', 'http-request', { method: 'POST', url: `${sink.url}/json`, body: '{{ trigger.body }}' });
    await publishWorkflow(app, 'Relays', chain(webhook('relay'), relay));
    const json = '[1,{"a":"\\u0000","__proto__":{"b":2}},"\\ud800"]';
    const { runId } = await callHook(app, 'relay', json, { 'content-type': 'application/json' });
    expect((await waitForRun(app, runId)).status).toBe('succeeded');
    expect(sink.requests[0]?.body).toBe(json);
  });

  it('gives text as text, also where it only claims to be JSON, and nothing for no body', async () => {
    expect(outputOf(await call({ url: `${sink.url}/text` }))).toMatchObject({
      status: 200,
      headers: { 'x-shop': 'Berlin' },
      body: 'hi',
    });
    expect(outputOf(await call({ url: `${sink.url}/lies` }))).toMatchObject({ body: 'not json' });
    expect(outputOf(await call({ method: 'DELETE', url: `${sink.url}/none` }))).toMatchObject({
      status: 204,
      body: '',
    });
    expect(sink.requests[0]?.headers).not.toHaveProperty('idempotency-key');
  });

  it('follows redirects, but not round and round', async () => {
    const moved = await call({ method: 'POST', url: `${sink.url}/moved`, body: { secret: 1 } });
    expect(outputOf(moved)).toMatchObject({ body: { method: 'GET', got: '' } });
    const circle = await call({ url: `${sink.url}/circle` });
    expect(circle.error).toMatchObject({ code: 'HTTP_REDIRECTS', nodeId: 'call' });
  });

  it('fails on an error status with what the answer said, or goes on with it if told to', async () => {
    const failed = await call({ url: `${sink.url}/missing` });
    expect(failed).toMatchObject({
      status: 'failed',
      error: { code: 'HTTP_STATUS', nodeId: 'call', details: { status: 404, body: '{"reason":"sold out"}' } },
    });
    expect(failed.error?.message).toContain('404');
    const passed = await call({ url: `${sink.url}/missing`, failOnStatus: false });
    expect(outputOf(passed)).toMatchObject({ status: 404, body: { reason: 'sold out' } });
  });

  it('fails if nobody is there, and if what it is given makes no request', async () => {
    const gone = await startSink(() => undefined);
    await gone.close();
    expect((await call({ url: gone.url })).error).toMatchObject({ code: 'HTTP_UNREACHABLE' });
    const notAUrl = await call({ url: '{{ trigger }}' }, { payload: 'shop' });
    expect(notAUrl.error).toMatchObject({ code: 'PARAM_INVALID', nodeId: 'call' });
    expect((await call({ url: '{{ trigger }}' }, { payload: 'file:///etc/passwd' })).status).toBe('failed');
    expect((await call({ url: '{{ trigger.x }}' }, { payload: {} })).error?.code).toBe('PARAM_INVALID');
  });
});

describe('a request that takes too long', () => {
  it('ends at its own limit, and at the one of its step', async () => {
    const own = await call({ url: `${sink.url}/hangs`, timeoutMs: 150 });
    expect(own.error?.code).toMatch(/^(HTTP|STEP)_TIMEOUT$/);
    const step = await call({ url: `${sink.url}/hangs` }, { extras: { timeoutMs: 150 } });
    expect(step).toMatchObject({ status: 'failed', error: { code: 'STEP_TIMEOUT', nodeId: 'call' } });
  });
});

describe('a step that is retried', () => {
  const retry = { attempts: 4, backoff: 'exponential' as const, delayMs: 40, maxDelayMs: 60 };

  it('heals: each attempt is recorded with its error and time, all of them under the same key', async () => {
    failures = [500, 429];
    const run = await call({ method: 'POST', url: `${sink.url}/shaky`, body: 1 }, { extras: { retry } });
    expect(run).toMatchObject({ status: 'succeeded' });
    const { attempts, status } = stepOf(run, 'call');
    expect(status).toBe('succeeded');
    expect(attempts.map(({ number, error }) => [number, error?.details])).toMatchObject([
      [1, { status: 500 }],
      [2, { status: 429 }],
      [3, undefined],
    ]);
    const [first, second, third] = attempts.map(({ startedAt }) => Date.parse(startedAt));
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(39);
    expect((third ?? 0) - (second ?? 0)).toBeGreaterThanOrEqual(59);
    expect(new Set(sink.requests.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
    expect(sink.requests).toHaveLength(3);
  });

  it('gives up after its attempts, and at once if no attempt can heal it', async () => {
    failures = [503, 503, 503, 503, 503];
    const shaky = await call({ url: `${sink.url}/shaky` }, { extras: { retry: { ...retry, attempts: 2 } } });
    expect(shaky).toMatchObject({ status: 'failed', error: { code: 'HTTP_STATUS' } });
    expect(stepOf(shaky, 'call').attempts).toHaveLength(2);
    const missing = await call({ url: `${sink.url}/missing` }, { extras: { retry } });
    expect(stepOf(missing, 'call').attempts).toHaveLength(1);
  });
});

describe('the way out to private addresses', () => {
  it('is closed unless it is allowed, also by other names of the same address and by redirects', async () => {
    const closed = await startTestApp({ env: { EVENTLOOM_EGRESS_ALLOW: '' } });
    const port = new URL(sink.url).port;
    const addresses = ['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]', '2130706433', '0', '0x7f.1', '127.1'];
    const runs = await Promise.all(
      addresses.map((address) =>
        call(
          { url: `http://${address}:${port}/json` },
          { extras: { retry: { attempts: 3, backoff: 'fixed', delayMs: 0 } }, at: closed },
        ),
      ),
    );
    expect(runs.map(({ error }) => error?.code)).toEqual(addresses.map(() => 'EGRESS_BLOCKED'));
    expect(runs.map((run) => stepOf(run, 'call').attempts.length)).toEqual(addresses.map(() => 1));
    expect(sink.requests).toEqual([]);
    await closed.close();
  });
});
