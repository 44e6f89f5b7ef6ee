import { describe, expect, it } from 'vitest';
import { NodeError, PermanentNodeError, RetryLaterError } from './node-errors.js';
import { answering, KEY, performNode } from './perform-node.test-support.js';

describe('http-request', () => {
  it('sends JSON with the key of the step, and parses the JSON that comes back', async () => {
    const service = answering({
      status: 201,
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: '{"id":7}',
    });
    const params = {
      method: 'POST',
      url: 'https://api.example.com/orders/{{ trigger.id }}?a=1',
      query: { page: 2, who: '{{ trigger.name }}', none: null },
      headers: { 'X-Token': '{{ vars.token }}' },
      body: { id: '{{ trigger.id }}', note: 'for {{ trigger.name }}' },
    };
    const scope = { trigger: { id: 5, name: 'Ada & Co' }, vars: { token: 't' } };
    const { output } = await performNode('http-request', params, { scope, services: service });
    expect(output).toEqual({
      status: 201,
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: { id: 7 },
    });
    expect(service.calls).toMatchObject([
      {
        method: 'POST',
        url: 'https://api.example.com/orders/5?a=1&page=2&who=Ada+%26+Co',
        headers: { 'content-type': 'application/json', 'idempotency-key': KEY, 'x-token': 't' },
        body: '{"id":5,"note":"for Ada & Co"}',
      },
    ]);
  });

  it('sends text as text, and no key where nothing changes', async () => {
    const service = answering({ body: '[1', headers: { 'content-type': 'application/problem+json' } });
    const { output } = await performNode(
      'http-request',
      { url: 'http://x.example', body: 'hello' },
      { services: service },
    );
    expect(output).toMatchObject({ body: '[1' });
    expect(service.calls[0]).toMatchObject({
      method: 'GET',
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      body: 'hello',
    });
    expect(service.calls[0]?.headers).not.toHaveProperty('idempotency-key');
  });

  it('sends data with unusual keys unchanged', async () => {
    const service = answering();
    const data = '{"__proto__":{"a":1},"constructor":2,"":[]}';
    const params = { method: 'POST', url: 'http://x.example', body: '{{ trigger }}' };
    await performNode('http-request', params, { services: service, scope: { trigger: JSON.parse(data) as unknown } });
    expect(service.calls[0]?.body).toBe(data);
  });

  it("leaves the user's own headers as they are", async () => {
    const service = answering();
    const headers = { 'Idempotency-Key': 'mine', 'Content-Type': 'text/csv' };
    await performNode(
      'http-request',
      { method: 'PUT', url: 'http://x.example', headers, body: 'a;b' },
      { services: service },
    );
    expect(service.calls[0]?.headers).toEqual({ 'idempotency-key': 'mine', 'content-type': 'text/csv' });
  });

  it.each([
    [400, true],
    [404, true],
    [408, false],
    [425, false],
    [429, false],
    [500, false],
    [503, false],
  ])('fails on status %i, for good: %s', async (status, isPermanent) => {
    const services = answering({ status, body: 'x'.repeat(5_000) });
    const error: unknown = await performNode('http-request', { url: 'http://x.example/a' }, { services }).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(NodeError);
    expect(error instanceof PermanentNodeError).toBe(isPermanent);
    expect(error).toMatchObject({ code: 'HTTP_STATUS', details: { status, body: 'x'.repeat(2_000) } });
  });

  it.each([
    ['3', 3000],
    [new Date(Date.now() + 5000).toUTCString(), 5000],
    ['in a while', undefined],
  ])('waits as long as the other side asks for: Retry-After %s', async (asked, expected) => {
    const services = answering({ status: 503, headers: { 'retry-after': asked } });
    const error: unknown = await performNode('http-request', { url: 'http://x.example' }, { services }).catch(
      (thrown: unknown) => thrown,
    );
    const pause = error instanceof RetryLaterError ? error.retryAfterMs : undefined;
    if (expected === undefined) expect(pause).toBeUndefined();
    else expect(Math.abs((pause ?? 0) - expected)).toBeLessThan(2000);
  });

  it('goes on with any status if it is told to', async () => {
    const services = answering({ status: 404, body: 'no' });
    const { output } = await performNode(
      'http-request',
      { url: 'http://x.example', failOnStatus: false },
      { services },
    );
    expect(output).toEqual({ status: 404, headers: {}, body: 'no' });
  });

  it.each([
    ['EGRESS_BLOCKED', true],
    ['OUTPUT_TOO_LARGE', true],
    ['HTTP_URL_INVALID', true],
    ['HTTP_UNREACHABLE', false],
    ['HTTP_TIMEOUT', false],
  ])('takes %s for lasting: %s', async (code, isPermanent) => {
    const http = () => Promise.reject(Object.assign(new Error('no'), { code }));
    const error: unknown = await performNode('http-request', { url: 'http://x.example' }, { services: { http } }).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ code, message: 'no' });
    expect(error instanceof PermanentNodeError).toBe(isPermanent);
  });

  it('refuses what is no URL before anything is sent', async () => {
    const service = answering();
    await expect(performNode('http-request', { url: 'nowhere' }, { services: service })).rejects.toMatchObject({
      code: 'PARAM_INVALID',
    });
    expect(service.calls).toEqual([]);
  });
});
