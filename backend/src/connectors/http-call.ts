import { z } from 'zod';
import { TRACEPARENT_PATTERN } from '../contract/index.js';
import type { HttpAnswer, HttpCall, NodeServices } from './define-node.js';
import { NodeError, PermanentNodeError, RetryLaterError } from './node-errors.js';

const DEFAULT_TIMEOUT = 30_000;

/** So much of a refusing answer's body goes into the error. */
const EXCERPT = 2000;

/** Refusals that another attempt may heal. */
const TRANSIENT = new Set([408, 425, 429]);

const textByName = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

/** Parameters that every step has which calls an address. */
export const urlParam = z.string().min(1, 'a URL is required').max(8000);
export const headersParam = textByName.optional().meta({ title: 'Headers', control: 'key-value' });
export const queryParam = textByName
  .optional()
  .meta({ title: 'Query', description: 'Added to the URL', control: 'key-value' });
export const timeoutParam = z
  .int()
  .min(1)
  .max(600_000)
  .default(DEFAULT_TIMEOUT)
  .meta({ title: 'Time limit (ms)', control: 'number' });

/**
 * Sends a request; what goes wrong on the way is thrown as an error that says whether another attempt makes sense.
 *
 * @throws NodeError
 */
export function callHttp(services: NodeServices, call: HttpCall, timeoutMs: number): Promise<HttpAnswer> {
  const signal = AbortSignal.any([call.signal, AbortSignal.timeout(timeoutMs)]);
  return services.http({ ...call, signal }).catch(rethrow);
}

/** Headers that the user has set, under lower-case names; null leaves one out. */
export function toHeaders(given: z.infer<typeof textByName> = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => (value === null ? [] : [[name.toLowerCase(), String(value)]])),
  );
}

/** The headers that have a called service's trace go on with that of the run's event, unless the user has set his own. */
export function traceHeaders(event: unknown, own: Readonly<Record<string, string>>): Record<string, string> {
  const { traceparent, tracestate } = (event ?? {}) as Record<string, unknown>;
  const isTraced = typeof traceparent === 'string' && TRACEPARENT_PATTERN.test(traceparent);
  if (!isTraced || 'traceparent' in own || 'tracestate' in own) return {};
  return { traceparent, ...(typeof tracestate === 'string' && { tracestate }) };
}

/** @throws PermanentNodeError `PARAM_INVALID` */
export function toUrl(url: string, query: z.infer<typeof textByName> = {}): string {
  if (!URL.canParse(url)) throw new PermanentNodeError('PARAM_INVALID', `"${url}" is not a URL.`);
  const made = new URL(url);
  for (const [name, value] of Object.entries(query)) if (value !== null) made.searchParams.append(name, String(value));
  return made.href;
}

/** JSON is parsed; what only claims to be JSON stays text. */
export function parseBody({ headers, body }: HttpAnswer): unknown {
  if (!/[/+]json\b/i.test(headers['content-type'] ?? '')) return body;
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return body;
  }
}

/** The error that an answer stands for whose status tells of one. */
export function statusError({ status, body, headers }: HttpAnswer, method: string, url: string): NodeError {
  const message = `${method} ${url} answered ${status}.`;
  const details = { status, body: body.slice(0, EXCERPT) };
  const isPermanent = status < 500 && !TRANSIENT.has(status);
  const pause = isPermanent ? undefined : retryAfter(headers['retry-after'], Date.now());
  if (pause !== undefined) return new RetryLaterError('HTTP_STATUS', message, pause, details);
  return isPermanent
    ? new PermanentNodeError('HTTP_STATUS', message, details)
    : new NodeError('HTTP_STATUS', message, details);
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

/** Milliseconds that `Retry-After` asks for: seconds, or a date (RFC 9110, 10.2.3). */
function retryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}
