import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Account, Page, Session } from '../src/contract/index.js';
import { startTestApp, type TestApp } from './support/app.js';
import { addPerson, logIn, tryLogIn, type Person } from './support/people.js';
import { expectStatus, type ProblemBody } from './support/workflows.js';

let app: TestApp;
let ada: Person;
let max: Person;

beforeAll(async () => {
  app = await startTestApp();
  ada = await addPerson(app, 'Ada', 'owner');
  max = await addPerson(app, 'Max', 'member');
});
afterAll(() => app.close());

const accounts = async (): Promise<Account[]> =>
  expectStatus(await ada.call<Page<Account>>('GET', '/users'), 200).items;
const account = async (id: string) => (await accounts()).find((one) => one.id === id);
const isIn = async ({ call }: Person) => (await call('GET', '/session')).status === 200;

describe('an owner', () => {
  it('adds somebody, who logs in with the password they are given', async () => {
    const added = await ada.call<Account>('POST', '/users', {
      email: 'Grace@Example.com',
      name: ' Grace ',
      password: 'the compiler of compilers',
    });
    expect(expectStatus(added, 201)).toMatchObject({
      email: 'grace@example.com',
      name: 'Grace',
      role: 'member',
      disabled: false,
      lastLoginAt: null,
    });
    expect(JSON.stringify(added.body)).not.toMatch(/argon2|compiler/);
    const grace = await logIn(app, { ...added.body, password: 'the compiler of compilers' });
    expect(expectStatus(await grace.call<Session>('GET', '/session'), 200).user).toMatchObject({ role: 'member' });
    expect((await account(grace.id))?.lastLoginAt).not.toBeNull();
  });

  it('sees everybody, newest first, page by page, and no password', async () => {
    const all = await accounts();
    expect(all.map(({ name }) => name)).toEqual(['Grace', 'Max', 'Ada']);
    expect(JSON.stringify(all)).not.toContain('argon2');
    const first = expectStatus(await ada.call<Page<Account>>('GET', '/users?limit=2'), 200);
    const rest = expectStatus(await ada.call<Page<Account>>('GET', `/users?limit=2&cursor=${first.nextCursor}`), 200);
    expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(all.map(({ id }) => id));
    expect(rest.nextCursor).toBeNull();
  });

  it('is told what to do when an address is taken, or a password is too short', async () => {
    const again = { email: 'MAX@example.com', name: 'Max', password: 'yet another password' };
    const taken = await ada.call<ProblemBody>('POST', '/users', again);
    expect(taken.body).toMatchObject({ status: 409, code: 'EMAIL_TAKEN', pointer: '/email' });
    expect(taken.body.hint).toContain('another address');
    const short = await ada.call<ProblemBody>('POST', '/users', { ...again, email: 'new@example.com', password: 'x' });
    expect(short.body).toMatchObject({ status: 422, code: 'VALIDATION_FAILED', pointer: '/password' });
  });

  it('changes names and roles, which holds from the next request on', async () => {
    const eve = await addPerson(app, 'Eve', 'member');
    expect((await eve.call('GET', '/users')).status).toBe(403);
    const changed = await ada.call<Account>('PATCH', `/users/${eve.id}`, { name: 'Eva', role: 'owner' });
    expect(expectStatus(changed, 200)).toMatchObject({ name: 'Eva', role: 'owner', email: 'eve@example.com' });
    expect((await eve.call('GET', '/users')).status).toBe(200);
    expect((await ada.call('PATCH', '/users/018f0000-0000-7000-8000-000000000000', {})).status).toBe(404);
    expect(expectStatus(await ada.call<Account>('PATCH', `/users/${eve.id}`, {}), 200)).toMatchObject({ name: 'Eva' });
  });

  it('disables somebody, who is out at once and cannot come back until they are enabled', async () => {
    const tom = await addPerson(app, 'Tom', 'member');
    expectStatus(await ada.call('PATCH', `/users/${tom.id}`, { disabled: true }), 200);
    expect(await isIn(tom)).toBe(false);
    expect((await tryLogIn(app, tom.email, tom.password)).body).toMatchObject({ status: 401, code: 'LOGIN_FAILED' });
    expect(await account(tom.id)).toMatchObject({ disabled: true });
    expectStatus(await ada.call('PATCH', `/users/${tom.id}`, { disabled: false }), 200);
    expect(await isIn(await logIn(app, tom))).toBe(true);
  });

  it('removes somebody, who is out at once', async () => {
    const bob = await addPerson(app, 'Bob', 'member');
    expect((await ada.call('DELETE', `/users/${bob.id}`)).status).toBe(204);
    expect(await isIn(bob)).toBe(false);
    expect((await tryLogIn(app, bob.email, bob.password)).status).toBe(401);
    expect(await account(bob.id)).toBeUndefined();
    expect((await ada.call('DELETE', `/users/${bob.id}`)).status).toBe(404);
  });

  it('gives somebody a new password, and ends the sessions that the old one opened', async () => {
    const sue = await addPerson(app, 'Sue', 'member');
    const reset = await ada.call('POST', `/users/${sue.id}/password`, { password: 'a fresh password' });
    expect(JSON.stringify(expectStatus(reset, 200))).not.toContain('fresh');
    expect(await isIn(sue)).toBe(false);
    expect((await tryLogIn(app, sue.email, sue.password)).status).toBe(401);
    expect(await isIn(await logIn(app, { ...sue, password: 'a fresh password' }))).toBe(true);
  });

  it('cannot shut themselves out', async () => {
    const tries = [
      await ada.call<ProblemBody>('DELETE', `/users/${ada.id}`),
      await ada.call<ProblemBody>('PATCH', `/users/${ada.id}`, { disabled: true }),
      await ada.call<ProblemBody>('POST', `/users/${ada.id}/password`, { password: 'not asked for the old' }),
    ];
    for (const { body } of tries) expect(body).toMatchObject({ status: 409, code: 'OWN_ACCOUNT' });
    expect(await isIn(ada)).toBe(true);
  });
});

describe('the last owner', () => {
  it('stays, whoever tries what, also two at once', async () => {
    const small = await startTestApp();
    const one = await addPerson(small, 'One', 'owner');
    const two = await addPerson(small, 'Two', 'owner');
    const both = await Promise.all([
      one.call<ProblemBody>('PATCH', `/users/${one.id}`, { role: 'member' }),
      two.call<ProblemBody>('PATCH', `/users/${two.id}`, { role: 'member' }),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const list = expectStatus(await small.api<Page<Account>>('GET', '/users'), 200).items;
    const last = list.find(({ role }) => role === 'owner');
    const tries = [
      await small.api<ProblemBody>('DELETE', `/users/${last?.id}`),
      await small.api<ProblemBody>('PATCH', `/users/${last?.id}`, { disabled: true }),
      await small.api<ProblemBody>('PATCH', `/users/${last?.id}`, { role: 'member' }),
    ];
    for (const { body } of tries) {
      expect(body).toMatchObject({ status: 409, code: 'LAST_OWNER' });
      expect(body.hint).toContain('owner');
    }
    expect(expectStatus(await small.api<Page<Account>>('GET', '/users'), 200).items).toEqual(list);
    await small.close();
  });
});

describe('anybody', () => {
  const change = (who: Person, currentPassword: string, newPassword: string) =>
    who.call<ProblemBody>('POST', '/users/me/password', { currentPassword, newPassword });

  it('changes their own password with the one they have; other sessions end, this one goes on', async () => {
    const kim = await addPerson(app, 'Kim', 'member');
    const elsewhere = await logIn(app, kim);
    expect((await change(kim, 'not it', 'a new password')).body).toMatchObject({
      status: 422,
      code: 'PASSWORD_WRONG',
      pointer: '/currentPassword',
    });
    expect((await change(kim, kim.password, 'short')).body).toMatchObject({ status: 422, pointer: '/newPassword' });
    expect(await isIn(elsewhere)).toBe(true);
    expect((await change(kim, kim.password, 'a new password')).status).toBe(204);
    expect([await isIn(kim), await isIn(elsewhere)]).toEqual([true, false]);
    expect((await tryLogIn(app, kim.email, kim.password)).status).toBe(401);
    expect((await tryLogIn(app, kim.email, 'a new password')).status).toBe(201);
  });

  it('is stopped when they guess', async () => {
    const jim = await addPerson(app, 'Jim', 'member');
    for (let guess = 1; guess <= 10; guess += 1)
      expect((await change(jim, 'guess', 'a new password')).status).toBe(422);
    const last = await change(jim, jim.password, 'a new password');
    expect(last.body).toMatchObject({ status: 429, code: 'TOO_MANY_ATTEMPTS' });
  });

  it('has a password only if they are a person', async () => {
    const body = { currentPassword: app.apiKey, newPassword: 'a new password' };
    expect((await app.api('POST', '/users/me/password', body)).body).toMatchObject({ status: 403, code: 'FORBIDDEN' });
  });
});

describe('a member', () => {
  const OWNERS = [
    'DELETE /api/v1/api-keys/{id}',
    'DELETE /api/v1/users/{id}',
    'GET /api/v1/api-keys',
    'GET /api/v1/audit',
    'GET /api/v1/audit/check',
    'GET /api/v1/users',
    'PATCH /api/v1/users/{id}',
    'POST /api/v1/api-keys',
    'POST /api/v1/users',
    'POST /api/v1/users/{id}/password',
  ];
  /** The stream has no end, and the end of the session would be that of the test. */
  const ELSEWHERE = ['GET /api/v1/stream', 'DELETE /api/v1/session'];

  it('gets 403 from the addresses that are for owners, and from no other that the API documents', async () => {
    const { paths } = expectStatus(
      await app.request<{ paths: Record<string, Record<string, unknown>> }>('GET', '/openapi.json'),
      200,
    );
    const operations = Object.entries(paths)
      .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`))
      .filter((operation) => operation.includes('/api/v1/') && !ELSEWHERE.includes(operation));
    const refused: string[] = [];
    for (const operation of operations) {
      const [method = '', path = ''] = operation.split(' ');
      const body = ['POST', 'PUT', 'PATCH'].includes(method) ? {} : undefined;
      const answer = await max.call<ProblemBody>(method, path.slice(7).replaceAll(/\{\w+\}/g, '1'), body);
      if (answer.status === 403) refused.push(operation);
      expect(answer.status, operation).not.toBe(401);
      expect(answer.status, operation).toBeLessThan(500);
    }
    expect(refused.toSorted()).toEqual(OWNERS);
    const told = await max.call<ProblemBody>('GET', '/users');
    expect(told.body).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    expect(told.body.hint).toContain('owner');
  });

  it('cannot make themselves an owner', async () => {
    expect((await max.call('PATCH', `/users/${max.id}`, { role: 'owner' })).status).toBe(403);
    expect(expectStatus(await max.call<Session>('GET', '/session'), 200).user.role).toBe('member');
  });
});
