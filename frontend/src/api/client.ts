import type { z } from 'zod';
import { ApiError, errorOf } from './api-error';

export type Query = Record<string, string | number | undefined>;

interface Options {
  query?: Query;
  body?: unknown;
  signal?: AbortSignal;
  /** For the last save of a page that is being left. */
  keepalive?: boolean;
}

let onUnauthenticated: () => void = () => undefined;

/** Sets what happens when the session has ended: the application goes to the login page. */
export function whenUnauthenticated(listener: () => void): void {
  onUnauthenticated = listener;
}

/** Writes the query of a URL, leaving out what is undefined or empty. */
export function queryText(query: Query): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') search.set(name, String(value));
  }
  return search.toString();
}

/** A path of parts that may hold any character. */
export function pathOf(...parts: string[]): string {
  return `/${parts.map(encodeURIComponent).join('/')}`;
}

/** Builds a path under `/api/v1`. */
export function apiPath(path: string, query: Query = {}): string {
  const text = queryText(query);
  return `/api/v1${path}${text === '' ? '' : `?${text}`}`;
}

async function call(method: string, path: string, options: Options): Promise<Response> {
  const { query, body, signal, keepalive } = options;
  const response = await fetch(apiPath(path, query), {
    method,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
    credentials: 'same-origin',
    signal,
    keepalive,
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new ApiError(0, 'UNREACHABLE', 'The server can’t be reached. It may be restarting; try again in a moment.');
  });
  if (response.ok) return response;
  const error = await errorOf(response);
  if (error.status === 401 && path !== '/session') onUnauthenticated();
  throw error;
}

/**
 * Calls the API and checks the answer against the contract.
 * @throws ApiError for any answer that is not a success, for none, and for one of an unexpected shape.
 */
export async function request<Schema extends z.ZodType>(
  method: string,
  path: string,
  schema: Schema,
  options: Options = {},
): Promise<z.output<Schema>> {
  const response = await call(method, path, options);
  const answer: unknown = await response.json().catch(() => undefined);
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue ? `${issue.path.join('.')}: ${issue.message}` : 'no JSON';
  throw new ApiError(
    response.status,
    'UNEXPECTED_ANSWER',
    `${method} ${path} answered what was not agreed (${where}).`,
  );
}

/** Calls the API where the answer has no body. */
export async function send(method: string, path: string, options: Options = {}): Promise<void> {
  await call(method, path, options);
}
