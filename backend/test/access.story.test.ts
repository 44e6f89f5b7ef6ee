import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CreatedApiKey } from '../src/contract/index.js';
import { startTestApp, type Answer, type TestApp } from './support/app.js';
import { createTestDatabase } from './support/database.js';
import { findFreePort } from './support/servers.js';
import { expectStatus, type ProblemBody } from './support/workflows.js';

const OWNER = { email: 'Ada@Example.com', password: 'a long enough password', name: 'Ada' };

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

/** The cookie of an answer as a browser sends it back, with the flags it was set with. */
function readCookie({ headers }: Answer): { cookie: string; flags: string } {
  const [all = ''] = headers.getSetCookie();
  const [cookie = '', ...flags] = all.split('; ');
  return { cookie, flags: flags.join('; ').toLowerCase() };
}

async function logIn(password = OWNER.password, email = OWNER.email): Promise<Answer<ProblemBody>> {
  return app.request('POST', '/api/v1/session', { email, password });
}

describe('the first owner', () => {
  it('is asked for, refused with a weak password, made once, and logged in at once', async () => {
    expect((await app.request('GET', '/api/v1/setup')).body).toEqual({ required: true });
    const weak = await app.request<ProblemBody>('POST', '/api/v1/setup', { ...OWNER, password: 'short' });
    expect(weak.body).toMatchObject({ status: 422, code: 'VALIDATION_FAILED', pointer: '/password' });

    const both = await Promise.all([
      app.request('POST', '/api/v1/setup', OWNER),
      app.request('POST', '/api/v1/setup', { ...OWNER, email: 'eve@example.com' }),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    const made = both.find(({ status }) => status === 201) as Answer<{ user: { email: string } }>;
    OWNER.email = made.body.user.email;
    expect(made.body).toMatchObject({ user: { name: 'Ada', role: 'owner' } });
    expect(JSON.stringify(made.body)).not.toContain('assword');

    const { cookie } = readCookie(made);
    expect((await app.request('GET', '/api/v1/workflows', undefined, { cookie })).status).toBe(200);
    expect((await app.request('GET', '/api/v1/setup')).body).toEqual({ required: false });
    const second = await app.request<ProblemBody>('POST', '/api/v1/setup', OWNER);
    expect(second.body).toMatchObject({ status: 409, code: 'SETUP_DONE' });
  });
});

describe('a session', () => {
  it('begins with e-mail and password, and its cookie is out of reach of scripts and other sites', async () => {
    const answer = await logIn(OWNER.password, OWNER.email.toUpperCase());
    expect(answer.status).toBe(201);
    const { cookie, flags } = readCookie(answer);
    expect(flags).toContain('httponly');
    expect(flags).toContain('samesite=lax');
    expect(flags).toContain('path=/');
    expect(flags).not.toContain('secure');
    const session = await app.request('GET', '/api/v1/session', undefined, { cookie });
    expect(session.body).toMatchObject({ user: { name: 'Ada' } });
  });

  it('ends with the logout, also for somebody who kept the cookie', async () => {
    const { cookie } = readCookie(await logIn());
    expect((await app.request('DELETE', '/api/v1/session', undefined, { cookie })).status).toBe(204);
    for (const path of ['/api/v1/session', '/api/v1/workflows'])
      expect((await app.request('GET', path, undefined, { cookie })).status).toBe(401);
  });

  it('refuses changes that another site sends with it, and lets our own pages through', async () => {
    const { cookie } = readCookie(await logIn());
    const create = (headers: Record<string, string>) =>
      app.request<ProblemBody>('POST', '/api/v1/workflows', { name: 'From a page' }, { cookie, ...headers });
    for (const origin of ['https://evil.example', 'null', `${app.url}.evil.example`, 'http://localhost:1']) {
      const refused = await create({ origin });
      expect(refused.body).toMatchObject({ status: 403, code: 'ORIGIN_MISMATCH' });
    }
    expect((await create({ origin: app.url })).status).toBe(201);
    const listed = await app.request('GET', '/api/v1/workflows', undefined, { cookie, origin: 'https://evil.example' });
    expect(listed.status).toBe(200);
    expect(listed.headers.get('access-control-allow-origin')).toBeNull();
    expect((listed.body as { items: unknown[] }).items).toHaveLength(1);
  });

  it('cannot be begun or ended by another site', async () => {
    const headers = { origin: 'https://evil.example' };
    for (const [method, path] of [
      ['POST', '/api/v1/session'],
      ['DELETE', '/api/v1/session'],
      ['POST', '/api/v1/setup'],
    ] as const) {
      const refused = await app.request<ProblemBody>(method, path, {}, headers);
      expect(refused.body).toMatchObject({ status: 403, code: 'ORIGIN_MISMATCH' });
    }
  });

  it('is refused in the same words to a wrong password and to an unknown account', async () => {
    const wrong = await logIn('not the password');
    const unknown = await logIn('not the password', 'nobody@example.com');
    expect(wrong.status).toBe(401);
    expect({ ...wrong.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' });
    expect(wrong.headers.getSetCookie()).toEqual([]);
  });
});

describe('API keys', () => {
  const use = (key: string) => app.request('GET', '/api/v1/workflows', undefined, { authorization: `Bearer ${key}` });

  it('are shown once, work, are listed without themselves, and stop working when they are revoked', async () => {
    const created = expectStatus(await app.api<CreatedApiKey>('POST', '/api-keys', { name: 'Shop' }), 201);
    expect(created).toMatchObject({ name: 'Shop', expiresAt: null });
    expect(created.key.startsWith(created.prefix)).toBe(true);
    expect(created.key.length).toBeGreaterThanOrEqual(43);
    expect((await use(created.key)).status).toBe(200);
    const list = await app.api<{ items: { id: string; lastUsedAt: string | null }[] }>('GET', '/api-keys');
    expect(JSON.stringify(list.body)).not.toContain(created.key);
    expect(list.body.items.find(({ id }) => id === created.id)?.lastUsedAt).not.toBeNull();
    expect((await app.api('DELETE', `/api-keys/${created.id}`)).status).toBe(204);
    expect((await use(created.key)).status).toBe(401);
    expect((await app.api('DELETE', `/api-keys/${created.id}`)).status).toBe(404);
  });

  it('end at their time', async () => {
    const expiresAt = new Date(Date.now() + 700).toISOString();
    const { key } = expectStatus(await app.api<CreatedApiKey>('POST', '/api-keys', { name: 'Brief', expiresAt }), 201);
    expect((await use(key)).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 750));
    expect((await use(key)).status).toBe(401);
  });

  it('are refused when they are made up or cut short', async () => {
    for (const key of ['evl_made-up', app.apiKey.slice(0, -1), `${app.apiKey}x`])
      expect((await use(key)).status).toBe(401);
  });
});

describe('somebody whom nobody knows', () => {
  /** What has to be open: telling whether there is an owner, becoming one, logging in and out. */
  const OPEN = ['GET /api/v1/setup', 'POST /api/v1/setup', 'POST /api/v1/session', 'DELETE /api/v1/session'];
  const ROOT_OPEN = ['GET /health/live', 'GET /health/ready', 'GET /metrics'];

  it('gets 401 from every address that the API documents, but for those that must be open', async () => {
    const { paths } = expectStatus(
      await app.request<{ paths: Record<string, Record<string, unknown>> }>('GET', '/openapi.json'),
      200,
    );
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(operations.length).toBeGreaterThan(25);
    const answered = await Promise.all(
      operations.map(async (operation) => {
        const [method = '', path = ''] = operation.split(' ');
        const body = ['POST', 'PUT', 'PATCH'].includes(method) ? {} : undefined;
        const { status } = await app.request(method, path.replaceAll(/\{\w+\}/g, '1'), body);
        return { operation, status };
      }),
    );
    const open = answered.filter(({ status }) => status !== 401).map(({ operation }) => operation);
    expect(open.filter((operation) => !ROOT_OPEN.includes(operation)).toSorted()).toEqual(OPEN.toSorted());
  });

  it('is told so as a problem with a hint, and learns nothing about what is there', async () => {
    const answer = await app.request<ProblemBody>('GET', '/api/v1/runs/018f0000-0000-7000-8000-000000000000');
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
    expect(answer.body.hint).toContain('Bearer');
  });
});

describe('what the database holds', () => {
  it('is of no use to whoever reads it: no password, session or key, only what they are hashed to', async () => {
    const { cookie } = readCookie(await logIn());
    const token = decodeURIComponent(cookie.split('=')[1] ?? '');
    const { key } = expectStatus(await app.api<CreatedApiKey>('POST', '/api-keys', { name: 'Kept' }), 201);
    const tables = await app.database.query<{ name: string }>(
      "select table_name as name from information_schema.tables where table_schema = 'public'",
    );
    const rows = await Promise.all(tables.map(({ name }) => app.database.query(`select * from "${name}"`)));
    const dump = JSON.stringify(rows);
    for (const secret of [token, key, app.apiKey, OWNER.password]) expect(dump).not.toContain(secret);
    const [user] = await app.database.query<{ password_hash: string }>('select password_hash from app_user');
    expect(user?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const hash = createHash('sha256').update(token).digest('base64url');
    expect(await app.database.query('select 1 from user_session where token_hash = $1', [hash])).toHaveLength(1);
    expect(
      (await app.request('GET', '/api/v1/session', undefined, { cookie: `eventloom_session=${hash}` })).status,
    ).toBe(401);
  });
});

describe('an unattended set-up', () => {
  it('finds its owner in the environment, once, and marks the cookie as secure behind https', async () => {
    const database = await createTestDatabase();
    const port = String(await findFreePort());
    const env = {
      PORT: port,
      EVENTLOOM_OWNER_EMAIL: 'Grace@Example.com',
      EVENTLOOM_OWNER_PASSWORD: 'a password from the environment',
      EVENTLOOM_PUBLIC_URL: 'https://loom.example.com',
    };
    const logInThere = (password: string) =>
      fetch(`http://127.0.0.1:${port}/api/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email: 'grace@example.com', password }),
      });
    const first = await startTestApp({ database, env });
    const answer = await logInThere(env.EVENTLOOM_OWNER_PASSWORD);
    expect(answer.status).toBe(201);
    expect(answer.headers.getSetCookie()[0]?.toLowerCase()).toContain('secure');
    await first.close();

    const changed = 'another password from the environment';
    const second = await startTestApp({ database, env: { ...env, EVENTLOOM_OWNER_PASSWORD: changed } });
    expect((await logInThere(changed)).status).toBe(401);
    expect((await logInThere(env.EVENTLOOM_OWNER_PASSWORD)).status).toBe(201);
    await second.close();
    await database.drop();
  });
});

// Last, since it shuts out this file's own address.
describe('guessing passwords', () => {
  it('is stopped at the eleventh try, for the right password too, and tells when to come back', async () => {
    await logIn();
    for (let attempt = 1; attempt <= 10; attempt += 1) expect((await logIn(`guess ${attempt}`)).status).toBe(401);
    const eleventh = await logIn('guess 11');
    expect(eleventh.body).toMatchObject({ status: 429, code: 'TOO_MANY_ATTEMPTS' });
    expect(Number(eleventh.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await logIn()).status).toBe(429);
  });
});
