import { fastify, type FastifyRequest, type InjectOptions } from 'fastify';
import { describe, expect, it } from 'vitest';
import { dedupKeyOf, routeOf, toWebhookData } from './webhook-request.js';

/** What a function makes of a real request. */
async function ask<Result>(options: InjectOptions, read: (request: FastifyRequest) => Result): Promise<Result> {
  const server = fastify();
  let result: { value: Result } | undefined;
  server.all('/hooks/*', (request, reply) => {
    result = { value: read(request) };
    return reply.send();
  });
  await server.inject(options);
  await server.close();
  if (!result) throw new Error('the request did not arrive');
  return result.value;
}

describe(toWebhookData.name, () => {
  it('holds what the request says', async () => {
    const url = '/hooks/orders/new?id=7&tag=a&tag=b';
    const data = await ask({ method: 'POST', url, payload: { total: 5 }, headers: { 'x-shop': 'eu' } }, toWebhookData);
    expect(data).toMatchObject({
      method: 'POST',
      path: '/hooks/orders/new',
      query: { id: '7', tag: ['a', 'b'] },
      params: {},
      body: { total: 5 },
      headers: { 'x-shop': 'eu', 'content-type': 'application/json' },
    });
  });

  it('withholds the secrets of the caller and of the connection', async () => {
    const headers = {
      authorization: 'Bearer secret',
      cookie: 'session=secret',
      'proxy-authorization': 'Basic secret',
      connection: 'keep-alive',
      'x-hub-signature-256': 'sha256=abc',
    };
    const data = await ask({ method: 'POST', url: '/hooks/x', payload: {}, headers }, toWebhookData);
    expect(JSON.stringify(data)).not.toContain('secret');
    expect(data.headers).toMatchObject({ 'x-hub-signature-256': 'sha256=abc' });
    expect(data.headers).not.toHaveProperty('connection');
  });

  it('joins a header that comes several times', async () => {
    const headers = { 'x-forwarded-for': ['10.0.0.1', '10.0.0.2'] };
    const data = await ask({ method: 'GET', url: '/hooks/x', headers }, toWebhookData);
    expect(data.headers['x-forwarded-for']).toBe('10.0.0.1, 10.0.0.2');
  });

  it('has null for a body where there is none', async () => {
    expect((await ask({ method: 'GET', url: '/hooks/x' }, toWebhookData)).body).toBeNull();
  });
});

describe(routeOf.name, () => {
  it.each([
    ['/hooks/orders', 'orders'],
    ['/hooks/orders/', 'orders'],
    ['/hooks/orders//', 'orders'],
    ['/hooks/shop/orders?x=/y/', 'shop/orders'],
    ['/hooks/', ''],
    ['/hooks/?x=1', ''],
  ])('of %s is "%s"', (url, route) => expect(routeOf(url)).toBe(route));
});

describe(dedupKeyOf.name, () => {
  const key = (headers: Record<string, string>, name?: unknown) =>
    ask({ method: 'POST', url: '/hooks/x', headers }, (request) => dedupKeyOf(request, name));

  it.each(['idempotency-key', 'webhook-id', 'x-github-delivery'])('knows %s', async (name) => {
    expect(await key({ [name]: 'abc' })).toBe('abc');
  });

  it('prefers the first of them', async () => {
    expect(await key({ 'x-github-delivery': 'c', 'webhook-id': 'b', 'idempotency-key': 'a' })).toBe('a');
  });

  it('looks at the header that the trigger names alone, whatever its case', async () => {
    expect(await key({ 'x-order-id': '7', 'idempotency-key': 'a' }, 'X-Order-Id')).toBe('7');
    expect(await key({ 'idempotency-key': 'a' }, 'X-Order-Id')).toBeUndefined();
  });

  it('is none without such a header, or with an empty one', async () => {
    expect(await key({})).toBeUndefined();
    expect(await key({ 'idempotency-key': '' })).toBeUndefined();
    expect(await key({ 'idempotency-key': 'a' }, '')).toBe('a');
  });

  it('keeps long keys apart that begin alike', async () => {
    const long = await Promise.all(['a', 'b'].map((end) => key({ 'idempotency-key': 'x'.repeat(300) + end })));
    expect(new Set(long).size).toBe(2);
    expect(long.every((one) => (one ?? '').length <= 255)).toBe(true);
  });
});
