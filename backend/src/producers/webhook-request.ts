import type { FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';

/** Secrets of the caller and of the connection; they are of no use to a workflow and must not rest in history. */
const WITHHELD = new Set(['authorization', 'cookie', 'proxy-authorization', 'connection', 'transfer-encoding']);

/** Headers by which well-known senders mark a request that they send again. */
const DEDUP_HEADERS = ['idempotency-key', 'webhook-id', 'x-github-delivery'];

/** The output of a webhook trigger. */
export interface WebhookData {
  method: string;
  path: string;
  headers: Record<string, string>;
  query: Record<string, unknown>;
  params: Record<string, string>;
  body: unknown;
}

export function toWebhookData(request: FastifyRequest): WebhookData {
  return {
    method: request.method,
    path: pathOf(request.url),
    headers: headersOf(request),
    query: { ...(request.query as Record<string, unknown>) },
    params: {},
    body: request.body ?? null,
  };
}

/** The route that a request asks for: what follows `/hooks/`, without slashes at its ends. */
export function routeOf(url: string): string {
  return pathOf(url).slice('/hooks/'.length).replace(/\/+$/, '');
}

function pathOf(url: string): string {
  const end = url.indexOf('?');
  return end === -1 ? url : url.slice(0, end);
}

function headersOf({ headers }: FastifyRequest): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined && !WITHHELD.has(name)) kept[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return kept;
}

/** Longer keys are kept as their hash, so that two with the same beginning stay two. */
const MAX_KEY = 255;

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

/** What tells that a request came before: the header that the trigger names, else one that senders are known to use. */
export function dedupKeyOf({ headers }: FastifyRequest, dedupHeader: unknown): string | undefined {
  const names = typeof dedupHeader === 'string' && dedupHeader !== '' ? [dedupHeader.toLowerCase()] : DEDUP_HEADERS;
  for (const name of names) {
    const value = headers[name];
    if (typeof value === 'string' && value !== '') return value.length <= MAX_KEY ? value : hash(value);
  }
  return undefined;
}
