import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from './support/app.js';
import { startTestApp, type TestApp } from './support/app.js';
import { until } from './support/until.js';
import {
  chain,
  expectStatus,
  node,
  publishWorkflow,
  waitForRunsOf,
  webhook,
  type ProblemBody,
} from './support/workflows.js';

/** A value of one of our metrics. */
async function metric(app: TestApp, name: string): Promise<number> {
  const { body } = await app.request<string>('GET', '/metrics');
  const line = body.split('\n').find((one) => one.startsWith(`${name} `));
  if (line === undefined) throw new Error(`there is no metric ${name}`);
  return Number(line.split(' ')[1]);
}

function refused(answer: Answer<ProblemBody>, status: number, code: string): void {
  expect(answer.body).toMatchObject({ status, code });
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
}

/** A request whose body is begun and then kept back until `end`. */
function beginRequest(app: TestApp, path: string, headers: Record<string, string>, begin: string) {
  const sent = httpRequest(app.url + path, { method: 'POST', headers });
  const answer = new Promise<{ status: number; body: string }>((resolve, reject) => {
    sent.on('error', reject);
    sent.on('response', (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
  });
  sent.write(begin);
  return { answer, end: (rest: string) => sent.end(rest), abort: () => sent.destroy() };
}

describe('too much in memory', () => {
  const MEGABYTE = 1024 * 1024;
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ env: { EVENTLOOM_MAX_WAITING_MB: '1' } });
    for (const path of ['flood', 'calm']) await publishWorkflow(app, path, chain(webhook(path)));
  });
  afterAll(() => app.close());

  const call = (path: string) => app.request<ProblemBody>('POST', `/hooks/${path}`, { n: 1 });

  it('is refused to the source that has it, then to all, and is over when it is', async () => {
    const size = 300 * 1024;
    const text = JSON.stringify('x'.repeat(size - 2));
    const headers = { 'content-type': 'application/json', 'content-length': String(size) };
    const slow = beginRequest(app, '/hooks/flood', headers, text.slice(0, 10));
    await until('the first request', async () => (await metric(app, 'eventloom_waiting_bytes')) === size);
    // Its announced size is more than a quarter of a megabyte.
    refused(await call('flood'), 429, 'TOO_MANY_EVENTS');
    expectStatus(await call('calm'), 202);

    const keyed = { ...headers, 'content-length': String(MEGABYTE), authorization: `Bearer ${app.apiKey}` };
    const large = beginRequest(app, '/api/v1/events', keyed, '{');
    await until('the second request', async () => (await metric(app, 'eventloom_waiting_bytes')) > MEGABYTE);
    for (const path of ['flood', 'calm']) refused(await call(path), 503, 'OVERLOADED');
    // An address that is nobody's is told so all the same, and so is whoever looks at things.
    expect((await call('nobody')).status).toBe(404);
    expectStatus(await app.api('GET', '/events'), 200);

    large.abort();
    await large.answer.catch(() => undefined);
    slow.end(text.slice(10));
    expect((await slow.answer).status).toBe(202);
    await until('room for all', async () => (await metric(app, 'eventloom_waiting_events')) === 0);
    expectStatus(await call('flood'), 202);
    expect(await metric(app, 'eventloom_requests_refused_total{reason="source"}')).toBe(1);
    expect(await metric(app, 'eventloom_requests_refused_total{reason="all"}')).toBe(2);
  });

  it('is noticed while a body comes whose size nobody told', async () => {
    const chunked = { 'content-type': 'application/json', 'transfer-encoding': 'chunked' };
    const part = 'x'.repeat(400 * 1024);
    const first = beginRequest(app, '/hooks/flood', chunked, `"${part}`);
    await until('its first part', async () => (await metric(app, 'eventloom_waiting_bytes')) > part.length);
    refused(await call('flood'), 429, 'TOO_MANY_EVENTS');
    const second = beginRequest(app, '/hooks/calm', chunked, `"${part.repeat(2)}`);
    await until('its first part', async () => (await metric(app, 'eventloom_waiting_bytes')) > MEGABYTE);
    // The next bytes of the one find the other in the way of them.
    first.end(`${part}"`);
    second.end('"');
    const statuses = (await Promise.all([first.answer, second.answer])).map(({ status }) => status);
    expect(statuses).toContain(202);
    await until('room for all', async () => (await metric(app, 'eventloom_waiting_bytes')) === 0);
  });

  it('lets a large request in that is alone', async () => {
    const body = JSON.stringify('x'.repeat(5 * MEGABYTE));
    expectStatus(await app.request('POST', '/hooks/calm', body), 202);
  });
});

describe('a source that comes too often', () => {
  it('is told when to come again, while others are let in; what was accepted is worked off', async () => {
    const app = await startTestApp({ env: { EVENTLOOM_SOURCE_RATE: '5' } });
    const busyId = await publishWorkflow(app, 'Busy', chain(webhook('busy')));
    await publishWorkflow(app, 'Rare', chain(webhook('rare')));
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, n) => app.request<ProblemBody>('POST', '/hooks/busy', { n })),
    );
    const accepted = answers.filter(({ status }) => status === 202);
    const others = answers.filter(({ status }) => status !== 202);
    expect(accepted.length).toBeGreaterThanOrEqual(5);
    expect(others.length).toBeGreaterThan(0);
    for (const other of others) refused(other, 429, 'TOO_MANY_EVENTS');
    expectStatus(await app.request('POST', '/hooks/rare', {}), 202);

    const batch = Array.from({ length: 200 }, () => ({ type: 'batched' }));
    expectStatus(await app.api('POST', '/events', batch), 202);
    const afterBatch = await app.api<ProblemBody>('POST', '/events', { type: 'single' });
    refused(afterBatch, 429, 'TOO_MANY_EVENTS');
    expect(Number(afterBatch.headers.get('retry-after'))).toBeGreaterThanOrEqual(10);

    const runs = await waitForRunsOf(app, busyId, accepted.length);
    expect(runs).toHaveLength(accepted.length);
    await app.close();
  });
});

describe('too many runs that have not begun', () => {
  it('keep further events out, until they are worked off', async () => {
    const app = await startTestApp({ env: { EVENTLOOM_MAX_PENDING_RUNS: '5' } });
    const graph = chain(webhook('pending'), node('tell', 'publish', { type: 'told' }));
    const id = await publishWorkflow(app, 'Pending', graph);
    expectStatus(await app.api('POST', `/workflows/${id}/pause`), 200);
    const call = (n: number) => app.request<ProblemBody>('POST', '/hooks/pending', { n });
    for (let n = 0; n < 5; n += 1) expectStatus(await call(n), 202);
    await until('the count', async () => (await metric(app, 'eventloom_pending_runs')) === 5);
    refused(await call(5), 503, 'OVERLOADED');
    refused(await app.api<ProblemBody>('POST', '/events', { type: 'told' }), 503, 'OVERLOADED');

    expectStatus(await app.api('POST', `/workflows/${id}/resume`), 200);
    expect((await waitForRunsOf(app, id, 5)).map(({ status }) => status)).toEqual(Array(5).fill('succeeded'));
    await until('the end of it', async () => (await call(6)).status === 202);
    await app.close();
  });
});
