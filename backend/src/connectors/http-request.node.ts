import { z } from 'zod';
import { defineAction, type HttpAnswer, type HttpCall, type NodeContext } from './define-node.js';
import { NodeError, PermanentNodeError, RetryLaterError } from './node-errors.js';

const DEFAULT_TIMEOUT = 30_000;

/** So much of a refusing answer's body goes into the error. */
const EXCERPT = 2000;

/** Refusals that another attempt may heal. */
const TRANSIENT = new Set([408, 425, 429]);

const textByName = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

const parameters = z.object({
  method: z
    .enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'])
    .default('GET')
    .meta({ title: 'Method', control: 'select' }),
  url: z
    .string()
    .min(1, 'a URL is required')
    .max(8000)
    .meta({ title: 'URL', control: 'text', placeholder: 'https://api.example.com/orders' }),
  // As it is: zod's own type for JSON would lose keys that it takes for dangerous, such as __proto__.
  body: z
    .unknown()
    .optional()
    .meta({ title: 'Body', description: 'Any JSON value is sent as JSON, text as text', control: 'json' }),
  headers: textByName.optional().meta({ title: 'Headers', control: 'key-value' }),
  query: textByName.optional().meta({ title: 'Query', description: 'Added to the URL', control: 'key-value' }),
  timeoutMs: z.int().min(1).max(600_000).default(DEFAULT_TIMEOUT).meta({ title: 'Time limit (ms)', control: 'number' }),
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
  perform: async (context) => {
    const answer = await context.services.http(toCall(context)).catch(rethrow);
    const body = parseBody(answer);
    if (context.params.failOnStatus && answer.status >= 400) throw toError(answer, context.params);
    return { output: { status: answer.status, headers: answer.headers, body } };
  },
});

function toCall({ params, signal, idempotencyKey }: NodeContext<Parameters>): HttpCall {
  const headers: Record<string, string> = {};
  if (typeof params.body === 'string') headers['content-type'] = 'text/plain; charset=utf-8';
  else if (params.body !== undefined) headers['content-type'] = 'application/json';
  if (!['GET', 'HEAD', 'OPTIONS'].includes(params.method)) headers['idempotency-key'] = idempotencyKey;
  for (const [name, value] of Object.entries(params.headers ?? {}))
    if (value !== null) headers[name.toLowerCase()] = String(value);
  const body =
    params.body === undefined
      ? {}
      : { body: typeof params.body === 'string' ? params.body : JSON.stringify(params.body) };
  return {
    method: params.method,
    url: toUrl(params),
    headers,
    signal: AbortSignal.any([signal, AbortSignal.timeout(params.timeoutMs)]),
    ...body,
  };
}

function toUrl({ url, query }: Parameters): string {
  if (!URL.canParse(url)) throw new PermanentNodeError('PARAM_INVALID', `"${url}" is not a URL.`);
  const made = new URL(url);
  for (const [name, value] of Object.entries(query ?? {}))
    if (value !== null) made.searchParams.append(name, String(value));
  return made.href;
}

/** Failures that are the same at every attempt; the others (no answer, no connection) may heal. */
const LASTING = new Set([
  'EGRESS_BLOCKED',
  'HTTP_URL_INVALID',
  'HTTP_REQUEST_INVALID',
  'HTTP_REDIRECTS',
  'OUTPUT_TOO_LARGE',
]);

/** The platform's errors know nothing of attempts: this decides which of them are worth another one. */
function rethrow(error: unknown): never {
  if (!(error instanceof Error) || error instanceof NodeError) throw error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  if (code === undefined) throw error;
  const type = LASTING.has(code) ? PermanentNodeError : NodeError;
  throw new type(code, error.message, undefined, { cause: error });
}

/** JSON is parsed; what only claims to be JSON stays text. */
function parseBody({ headers, body }: HttpAnswer): unknown {
  if (!/[/+]json\b/i.test(headers['content-type'] ?? '')) return body;
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return body;
  }
}

function toError({ status, body, headers }: HttpAnswer, { method, url }: Parameters): NodeError {
  const message = `${method} ${url} answered ${status}.`;
  const details = { status, body: body.slice(0, EXCERPT) };
  const isPermanent = status < 500 && !TRANSIENT.has(status);
  const pause = isPermanent ? undefined : retryAfter(headers['retry-after'], Date.now());
  if (pause !== undefined) return new RetryLaterError('HTTP_STATUS', message, pause, details);
  return isPermanent
    ? new PermanentNodeError('HTTP_STATUS', message, details)
    : new NodeError('HTTP_STATUS', message, details);
}

/** Milliseconds that `Retry-After` asks for: seconds, or a date (RFC 9110, 10.2.3). */
function retryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}
