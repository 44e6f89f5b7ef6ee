import { z } from 'zod';
import { defineAction, type HttpCall, type NodeContext } from './define-node.js';
import {
  callHttp,
  headersParam,
  parseBody,
  queryParam,
  statusError,
  timeoutParam,
  toHeaders,
  toUrl,
  traceHeaders,
  urlParam,
} from './http-call.js';

const parameters = z.object({
  method: z
    .enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'])
    .default('GET')
    .meta({ title: 'Method', control: 'select' }),
  url: urlParam.meta({ title: 'URL', control: 'text', placeholder: 'https://api.example.com/orders' }),
  // As it is: zod's own type for JSON would lose keys that it takes for dangerous, such as __proto__.
  body: z
    .unknown()
    .optional()
    .meta({ title: 'Body', description: 'Any JSON value is sent as JSON, text as text', control: 'json' }),
  headers: headersParam,
  query: queryParam,
  timeoutMs: timeoutParam,
  failOnStatus: z
    .boolean()
    .default(true)
    .meta({ title: 'Fail on error status', description: 'An answer of 400 or more fails the step', control: 'switch' }),
});

type Parameters = z.infer<typeof parameters>;

export const httpRequest = defineAction<Parameters>({
  type: 'http-request',
  kind: 'action',
  tone: 'action',
  title: 'HTTP request',
  description: 'Calls an address on the web and goes on with its answer.',
  group: 'Web',
  icon: 'globe',
  keywords: ['http', 'api', 'rest', 'fetch', 'get', 'post', 'call'],
  parameters,
  defaults: { method: 'GET' },
  effect: true,
  repeatRisk,
  perform: async (context) => {
    const { method, url, timeoutMs, failOnStatus } = context.params;
    const answer = await callHttp(context.services, toCall(context), timeoutMs);
    if (failOnStatus && answer.status >= 400) throw statusError(answer, method, url);
    return { output: { status: answer.status, headers: answer.headers, body: parseBody(answer) } };
  },
});

/** By HTTP (RFC 9110, 9.2.2) these may be sent twice with the effect of once. */
const IDEMPOTENT = new Set<unknown>(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', undefined]);

/** A key of the step's own is sent with every call, unless a header of the user's takes its place. */
function repeatRisk({ method, headers }: Readonly<Record<string, unknown>>): string | undefined {
  if (IDEMPOTENT.has(method) || typeof headers !== 'object' || headers === null) return undefined;
  const [, key] = Object.entries(headers).find(([name]) => name.toLowerCase() === 'idempotency-key') ?? [];
  if (key === '')
    return 'The header Idempotency-Key is empty, so the service can’t tell a second attempt from a second call.';
  if (typeof key === 'string' && /\{\{[^}]*\bnow\b/.test(key))
    return 'The header Idempotency-Key holds the time, so each attempt looks like a call of its own.';
  return undefined;
}

function toCall({ params, scope, signal, idempotencyKey }: NodeContext<Parameters>): HttpCall {
  const { method, url, query, body } = params;
  const own = toHeaders(params.headers);
  const headers: Record<string, string> = { ...traceHeaders(scope.event, own) };
  if (typeof body === 'string') headers['content-type'] = 'text/plain; charset=utf-8';
  else if (body !== undefined) headers['content-type'] = 'application/json';
  if (!['GET', 'HEAD', 'OPTIONS'].includes(method)) headers['idempotency-key'] = idempotencyKey;
  return {
    method,
    url: toUrl(url, query),
    headers: { ...headers, ...own },
    signal,
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  };
}
