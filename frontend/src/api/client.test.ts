import type { DetachedWindowAPI } from 'happy-dom';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { ApiError } from './api-error';
import { apiPath, request, whenUnauthenticated } from './client';

declare global {
  interface Window {
    happyDOM: DetachedWindowAPI;
  }
}

const thing = z.object({ id: z.string() });
let server: Server;
let answer = { status: 200, body: '{}' };
let asked: IncomingMessage | undefined;

function problem(status: number, code: string): { status: number; body: string } {
  const body = {
    type: 'about:blank',
    title: code,
    status,
    code,
    detail: 'So it is.',
    hint: 'Do this.',
    requestId: 'r1',
  };
  return { status, body: JSON.stringify(body) };
}

beforeAll(async () => {
  server = createServer((message, response) => {
    asked = message;
    message.resume();
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address === 'object') window.happyDOM.setURL(`http://127.0.0.1:${address?.port}/`);
});
afterAll(() => server.close());
afterEach(() => whenUnauthenticated(() => undefined));

const failureOf = async (path = '/things/1'): Promise<ApiError> => {
  const error: unknown = await request('GET', path, thing).catch((thrown: unknown) => thrown);
  if (error instanceof ApiError) return error;
  throw new Error('It should have failed.');
};

describe(apiPath.name, () => {
  it('leaves out what is not set', () => {
    expect(apiPath('/runs', { status: 'failed', cursor: undefined, q: 'a b' })).toBe(
      '/api/v1/runs?status=failed&q=a+b',
    );
    expect(apiPath('/runs', {})).toBe('/api/v1/runs');
  });
});

describe(request.name, () => {
  it('gives the answer in the shape that was agreed', async () => {
    answer = { status: 200, body: '{"id":"1","more":true}' };
    expect(await request('POST', '/things', thing, { body: { a: 1 } })).toEqual({ id: '1' });
    expect(asked?.headers['content-type']).toBe('application/json');
  });

  it('turns a problem into an error with its code and hint', async () => {
    answer = problem(409, 'VERSION_CONFLICT');
    expect(await failureOf()).toMatchObject({ status: 409, code: 'VERSION_CONFLICT', hint: 'Do this.' });
  });

  it('tells an answer of another shape from a good one', async () => {
    answer = { status: 200, body: '{"id":7}' };
    expect((await failureOf()).code).toBe('UNEXPECTED_ANSWER');
  });

  it('survives an error page that is no problem+json', async () => {
    answer = { status: 502, body: '<h1>Bad gateway</h1>' };
    expect(await failureOf()).toMatchObject({ status: 502, code: 'UNKNOWN' });
  });

  it('says when the session has ended, but not when it is being asked for', async () => {
    const ended = vi.fn();
    whenUnauthenticated(ended);
    answer = problem(401, 'UNAUTHENTICATED');
    await failureOf('/session');
    expect(ended).not.toHaveBeenCalled();
    await failureOf();
    expect(ended).toHaveBeenCalledOnce();
  });
});
