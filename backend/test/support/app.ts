import { randomBytes } from 'node:crypto';
import { loadConfig } from '../../src/platform/config.js';
import { startEventloom } from '../../src/start-eventloom.js';
import { createTestDatabase, type TestDatabase } from './database.js';
import { makeTempDir } from './servers.js';

export interface Answer<Body = unknown> {
  status: number;
  headers: Headers;
  /** Parsed if the answer says that it is JSON, else its text. */
  body: Body;
}

type Send = <Body = unknown>(
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Answer<Body>>;

export interface TestApp {
  /** Without a slash at the end. */
  url: string;
  apiKey: string;
  database: TestDatabase;
  /** A request to `/api/v1` + path with the API key. A body that is no string or bytes is sent as JSON. */
  api: Send;
  /** A request to any path, without a key. */
  request: Send;
  /** Stops the program; its database goes too, unless it was given to `startTestApp`. */
  close(): Promise<void>;
}

/**
 * Starts the whole program on a free port, on an empty database of the server that this project is run against.
 * @param options.env further environment variables of the program
 * @param options.database one made before with `createTestDatabase`, to see what a second start finds
 */
export async function startTestApp(
  options: { env?: Record<string, string>; database?: TestDatabase } = {},
): Promise<TestApp> {
  const database = options.database ?? (await createTestDatabase());
  const apiKey = randomBytes(24).toString('hex');
  const { dir, remove } = await makeTempDir();
  const config = loadConfig({
    PORT: '0',
    DATABASE_URL: database.url,
    REDIS_URL: database.redisUrl,
    EVENTLOOM_DATA_DIR: dir,
    EVENTLOOM_API_KEY: apiKey,
    EVENTLOOM_EGRESS_ALLOW: '127.0.0.0/8',
    LOG_LEVEL: 'error',
    ...options.env,
  });
  const eventloom = await startEventloom(config);
  const url = eventloom.url.replace(/\/$/, '');
  const request: Send = (method, path, body, headers) => send(method, url + path, body, headers);
  const api: Send = (method, path, body, headers) =>
    request(method, `/api/v1${path}`, body, { authorization: `Bearer ${config.apiKey ?? apiKey}`, ...headers });
  const close = async (): Promise<void> => {
    await eventloom.close();
    await remove();
    if (!options.database) await database.drop();
  };
  return { url, apiKey: config.apiKey ?? apiKey, database, api, request, close };
}

async function send<Body>(
  method: string,
  url: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer<Body>> {
  const raw = body === undefined || typeof body === 'string' || body instanceof Uint8Array;
  const answer = await fetch(url, {
    method,
    body: raw ? body : JSON.stringify(body),
    headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
    redirect: 'manual',
  });
  const text = await answer.text();
  const isJson = /[/+]json\b/.test(answer.headers.get('content-type') ?? '');
  return { status: answer.status, headers: answer.headers, body: (isJson && text ? JSON.parse(text) : text) as Body };
}
