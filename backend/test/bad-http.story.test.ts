import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from './support/app.js';
import { rawRequest, requestHead } from './support/raw-request.js';
import {
  callHook,
  chain,
  node,
  publishWorkflow,
  stepOf,
  waitForRun,
  webhook,
  type ProblemBody,
} from './support/workflows.js';

const MEGABYTE = 1024 * 1024;
const JSON_TYPE = { 'content-type': 'application/json' };

/** Small bodies that inflate to more than the limit. */
const BOMBS = [
  ['gzip', gzipSync(' '.repeat(20 * MEGABYTE))],
  ['br', brotliCompressSync(' '.repeat(20 * MEGABYTE), { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })],
] as const;

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await publishWorkflow(app, 'Target', chain(webhook('target'), node('done', 'set')));
});
afterAll(() => app.close());

interface Refusal {
  status: number;
  code: string;
}

/** Every way in: a webhook, the events, and what is ours. */
const DOORS = ['/hooks/target', '/api/v1/events', '/api/v1/workflows'];

const knock = (door: string, body: string | Uint8Array, headers: Record<string, string>) =>
  app.request<ProblemBody>('POST', door, body, { authorization: `Bearer ${app.apiKey}`, ...headers });

async function expectRefusal(
  door: string,
  body: string | Uint8Array,
  headers: Record<string, string>,
  refusal: Refusal,
) {
  const answer = await knock(door, body, headers);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(answer.body).toMatchObject(refusal);
  expect(answer.status).toBe(refusal.status);
  expect(answer.body.detail).not.toBe('');
  expect(answer.body.requestId).not.toBe('');
  return answer.body;
}

describe.each(DOORS)('a bad body sent to %s', (door) => {
  it.each([
    ['{"type":"a",}', 12],
    ['{"type": a}', 9],
    ['{"type":"a', 10],
    ['<order/>', 0],
  ])('is refused if it is not JSON, with the place: %s', async (body, offset) => {
    const { detail } = await expectRefusal(door, body, JSON_TYPE, { status: 400, code: 'JSON_INVALID' });
    expect(detail).toMatch(new RegExp(`offset ${offset}\\b`));
  });

  it('is refused if it is not UTF-8', async () => {
    const bytes = Buffer.concat([Buffer.from('{"type":"'), Buffer.from([0xc3, 0x28, 0xff]), Buffer.from('"}')]);
    await expectRefusal(door, bytes, JSON_TYPE, { status: 400, code: 'ENCODING_INVALID' });
  });

  it('is refused if it is nested deeper than 64 levels, however deep that is', async () => {
    for (const depth of [65, 200_000])
      await expectRefusal(door, '['.repeat(depth) + ']'.repeat(depth), JSON_TYPE, {
        status: 400,
        code: 'JSON_TOO_DEEP',
      });
  });

  it('is refused if it is larger than the limit, told beforehand or not', async () => {
    const refusal = { status: 413, code: 'BODY_TOO_LARGE' };
    await expectRefusal(door, `"${' '.repeat(10 * MEGABYTE)}"`, JSON_TYPE, refusal);
    const head = requestHead('POST', door, {
      ...JSON_TYPE,
      authorization: `Bearer ${app.apiKey}`,
      'transfer-encoding': 'chunked',
    });
    const chunk = `${MEGABYTE.toString(16)}\r\n${' '.repeat(MEGABYTE)}\r\n`;
    const chunked = await rawRequest(app.url, [head, ...Array<string>(11).fill(chunk), '0\r\n\r\n']);
    expect(chunked.status).toBe(413);
    expect(JSON.parse(chunked.body)).toMatchObject(refusal);
  });

  it('is refused if it is small but inflates beyond the limit', async () => {
    for (const [encoding, body] of BOMBS) {
      expect(body.length).toBeLessThan(100_000);
      await expectRefusal(
        door,
        body,
        { ...JSON_TYPE, 'content-encoding': encoding },
        { status: 413, code: 'BODY_TOO_LARGE' },
      );
    }
  });

  it('is refused if it is compressed but damaged, or compressed in an unknown way', async () => {
    const whole = gzipSync(JSON.stringify({ type: 'a', data: 'x'.repeat(1000) }));
    const gzip = { ...JSON_TYPE, 'content-encoding': 'gzip' };
    const refusal = { status: 400, code: 'REQUEST_INVALID' };
    await expectRefusal(door, whole.subarray(0, -12), gzip, refusal);
    await expectRefusal(door, Buffer.from('not gzip at all'), gzip, refusal);
    await expectRefusal(
      door,
      whole,
      { ...JSON_TYPE, 'content-encoding': 'zip' },
      {
        status: 415,
        code: 'CONTENT_TYPE_UNSUPPORTED',
      },
    );
  });

  it('is refused if it is multipart', async () => {
    const form = '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n';
    await expectRefusal(
      door,
      form,
      { 'content-type': 'multipart/form-data' },
      { status: 400, code: 'MULTIPART_INVALID' },
    );
    await expectRefusal(
      door,
      form,
      { 'content-type': 'multipart/form-data; boundary=x' },
      { status: 415, code: 'CONTENT_TYPE_UNSUPPORTED' },
    );
  });
});

describe('a body of another type than JSON', () => {
  it.each(['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'image/png'])(
    'is refused where JSON is due: %s',
    async (type) => {
      for (const door of DOORS.slice(1))
        await expectRefusal(
          door,
          '{"type":"a"}',
          { 'content-type': type },
          { status: 415, code: 'CONTENT_TYPE_UNSUPPORTED' },
        );
    },
  );

  it('cannot pretend to be a file', async () => {
    const { runId } = await callHook(app, 'target', { files: { a: { filepath: '/etc/passwd' } } });
    expect(stepOf(await waitForRun(app, runId), 'hook').output).toMatchObject({
      body: { files: { a: { filepath: '/etc/passwd' } } },
    });
  });
});

describe('a compressed body that is in order', () => {
  it('is taken', async () => {
    const answer = await knock('/hooks/target', gzipSync('{"n":1}'), { ...JSON_TYPE, 'content-encoding': 'gzip' });
    expect(answer.status).toBe(202);
    const { runId } = answer.body as unknown as { runId: string };
    expect(stepOf(await waitForRun(app, runId), 'hook').output).toMatchObject({ body: { n: 1 } });
  });
});

describe('an address that nobody has', () => {
  it.each(['/hooks/nobody', '/hooks/', '/hooks/target/more', '/hooks/%00', '/hooks/..%2ftarget', '/hooks/TARGET'])(
    'answers a webhook like any unknown one: %s',
    async (path) => {
      const { requestId, ...body } = await expectRefusal(path, '{}', JSON_TYPE, { status: 404, code: 'NOT_FOUND' });
      expect(requestId).not.toBe('');
      const unknown = await knock('/hooks/unknown', '{}', JSON_TYPE);
      expect({ ...unknown.body, requestId: '' }).toEqual({ ...body, requestId: '' });
    },
  );

  it('is a problem too for the API, for broken escapes and for methods that are not taken', async () => {
    for (const [method, path] of [
      ['GET', '/api/v1/nothing'],
      ['POST', '/api/v1/nothing'],
      ['GET', '/api/v1/runs/%zz'],
      ['PUT', '/api/v1/workflows'],
      ['GET', '/api/v2/workflows'],
    ] as const) {
      const answer = await app.request<ProblemBody>(method, path, undefined, { authorization: `Bearer ${app.apiKey}` });
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(answer.body).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    }
  });
});

describe('bytes that are no request', () => {
  it.each([
    ['GARBAGE\r\n\r\n', 400, 'REQUEST_INVALID'],
    ['GET / HTTP/9.9\r\n\r\n', 400, 'REQUEST_INVALID'],
    [`GET / HTTP/1.1\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`, 431, 'HEADERS_TOO_LARGE'],
  ])('are refused as a problem: %.20j', async (text, status, code) => {
    const answer = await rawRequest(app.url, [text]);
    expect(answer.head.toLowerCase()).toContain('content-type: application/problem+json');
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.body)).toMatchObject({ status, code });
  });
});

describe('an idempotency key', () => {
  it('that was used for another event is refused', async () => {
    const event = { type: 'paid', source: '/shop', id: 'P-1', data: { amount: 1 } };
    expect((await app.api('POST', '/events', event)).status).toBe(202);
    const again = await app.api<ProblemBody>('POST', '/events', { ...event, data: { amount: 2 } });
    expect(again.body).toMatchObject({ status: 422, code: 'KEY_REUSED' });
  });
});

describe('after all of that', () => {
  it('nothing of what was refused is stored, and the server goes on', async () => {
    const [stored] = await app.database.query<{ events: number; workflows: number }>(
      'select (select count(*)::int from event) as events, (select count(*)::int from workflow) as workflows',
    );
    expect(stored).toEqual({ events: 3, workflows: 1 });
    const { runId } = await callHook(app, 'target', { still: 'here' });
    expect((await waitForRun(app, runId)).status).toBe('succeeded');
    expect((await app.request('GET', '/health/ready')).status).toBe(200);
  });
});
