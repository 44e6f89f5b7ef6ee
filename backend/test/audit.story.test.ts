import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditCheck, AuditEntry, CreatedApiKey, Page, Workflow } from '../src/contract/index.js';
import { startTestApp, type TestApp } from './support/app.js';
import { addPerson, tryLogIn, type Person } from './support/people.js';
import { chain, expectStatus, node, publishEvent } from './support/workflows.js';

let app: TestApp;
let ada: Person;

beforeAll(async () => {
  app = await startTestApp();
  ada = await addPerson(app, 'Ada', 'owner');
});
afterAll(() => app.close());

const pageOf = async (query = ''): Promise<Page<AuditEntry>> =>
  expectStatus(await ada.call<Page<AuditEntry>>('GET', `/audit${query}`), 200);
const entries = async (query = ''): Promise<AuditEntry[]> => (await pageOf(query)).items;
const check = async () => expectStatus(await app.api<AuditCheck>('GET', '/audit/check'), 200);
const actionsOn = async (id: string) =>
  (await entries('?limit=200')).filter(({ target }) => target.id === id).map(({ action }) => action);

const GRAPH = chain(node('start', 'manual', {}), node('note', 'set', { values: { noted: true } }));

async function createWorkflow(name: string): Promise<string> {
  return expectStatus(await ada.call<Workflow>('POST', '/workflows', { name, graph: GRAPH }), 201).id;
}

describe('the audit log', () => {
  it('tells who did what to which thing, when and from where', async () => {
    const id = await createWorkflow('Watched');
    const made = (await entries())[0];
    expect(made).toMatchObject({
      actor: { kind: 'user', id: ada.id, name: 'Ada' },
      action: 'workflow.created',
      target: { type: 'workflow', id, name: 'Watched', part: null },
      ip: '127.0.0.1',
    });
    expect(made?.requestId).not.toBe('');
    expect(Math.abs(Date.parse(made?.at ?? '') - Date.now())).toBeLessThan(10_000);

    expectStatus(await app.api('POST', `/workflows/${id}/publish`), 200);
    expect((await entries())[0]).toMatchObject({
      actor: { kind: 'api-key', id: null, name: 'EVENTLOOM_API_KEY' },
      action: 'workflow.published',
      target: { id, name: 'Watched' },
    });
    expectStatus(await ada.call('POST', `/workflows/${id}/versions/1/restore`, {}), 200);
    expect((await entries())[0]).toMatchObject({ action: 'version.restored', target: { id, part: 'version 1' } });
    expect((await ada.call('DELETE', `/workflows/${id}`)).status).toBe(204);
    expect((await entries())[0]).toMatchObject({ action: 'workflow.deleted', target: { id, name: 'Watched' } });
  });

  it('tells of users and keys, and of those who log in, out, and in vain', async () => {
    const max = await addPerson(app, 'Max', 'member');
    expect((await tryLogIn(app, max.email, 'not the password')).status).toBe(401);
    expect((await tryLogIn(app, 'correct horse battery', 'what was it')).status).toBe(401);
    await max.call('DELETE', '/session');
    const [out, unknown, failed, opened, created] = await entries();
    expect(out).toMatchObject({ action: 'session.closed', actor: { kind: 'user', name: 'Max' } });
    expect(unknown).toMatchObject({ action: 'session.failed', target: { id: null, name: null } });
    expect(failed).toMatchObject({
      action: 'session.failed',
      actor: { kind: 'anonymous', id: null },
      target: { type: 'user', id: max.id, name: 'Max' },
    });
    expect(opened).toMatchObject({ action: 'session.opened', actor: { id: max.id } });
    expect(created).toMatchObject({ action: 'user.created', target: { type: 'user', id: max.id, name: 'Max' } });

    const key = expectStatus(await ada.call<CreatedApiKey>('POST', '/api-keys', { name: 'Shop' }), 201);
    await ada.call('DELETE', `/api-keys/${key.id}`);
    expect(await actionsOn(key.id)).toEqual(['api-key.deleted', 'api-key.created']);
    expect((await entries())[0]?.target.name).toBe('Shop');
  });

  it('does not tell of what was refused, of what only reads, or of events', async () => {
    const before = (await entries('?limit=1'))[0]?.id;
    expect((await ada.call('POST', '/workflows', { name: '' })).status).toBe(422);
    expect((await app.request('POST', '/api/v1/workflows', { name: 'Nobody' })).status).toBe(401);
    await ada.call('GET', '/workflows');
    await ada.call('POST', '/schedules/preview', { cron: '0 9 * * *', timezone: 'UTC' });
    await publishEvent(app, { type: 'audit.not', data: {} });
    await app.request('POST', '/hooks/nothing-here', {});
    expect((await entries('?limit=1'))[0]?.id).toBe(before);
  });

  it('holds no password, no key and no session', async () => {
    const sue = await addPerson(app, 'Sue', 'member');
    const fresh = 'a password that is new';
    await sue.call('POST', '/users/me/password', { currentPassword: sue.password, newPassword: fresh });
    expect((await entries())[0]).toMatchObject({ action: 'user.password-changed', target: { id: sue.id } });
    await ada.call('POST', `/users/${sue.id}/password`, { password: `${fresh} again` });
    expect((await entries())[0]).toMatchObject({ action: 'user.password-reset', target: { name: 'Sue' } });
    const { key } = expectStatus(await ada.call<CreatedApiKey>('POST', '/api-keys', { name: 'Kept' }), 201);
    await tryLogIn(app, 'hunter two hunter two', ada.password);
    const dump = JSON.stringify(await app.database.query('select * from audit_entry'));
    const session = decodeURIComponent(sue.cookie.split('=')[1] ?? 'none');
    for (const secret of [ada.password, sue.password, fresh, key, app.apiKey, session, 'hunter two', 'argon2'])
      expect(dump).not.toContain(secret);
  });

  it('is found by actor, action and time, page by page, newest first', async () => {
    const all = await entries('?limit=200');
    expect(all.map(({ id }) => Number(id))).toEqual(all.map((_, index) => all.length - index));
    const byAda = await entries(`?limit=200&actor=ada`);
    expect(byAda.length).toBeGreaterThan(3);
    expect(byAda.every(({ actor }) => actor.name === 'Ada')).toBe(true);
    expect(await entries(`?limit=200&actor=${ada.id}`)).toEqual(byAda);
    expect(await entries('?actor=%25')).toEqual([]);
    const sessions = await entries('?limit=200&action=session');
    expect(new Set(sessions.map(({ action }) => action))).toEqual(
      new Set(['session.opened', 'session.closed', 'session.failed']),
    );
    expect((await entries('?action=session.failed')).length).toBe(3);
    const middle = all[5];
    const since = await entries(`?limit=200&from=${middle?.at}`);
    expect(since.length).toBeGreaterThanOrEqual(6);
    expect(await entries(`?limit=200&to=${middle?.at}`)).toEqual(all.slice(since.length));

    const walked: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Page<AuditEntry> = await pageOf(`?limit=4&cursor=${cursor}`);
      walked.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(walked).toEqual(all.map(({ id }) => id));
  });

  it('loses none of many that come at once', async () => {
    const before = Number((await entries('?limit=1'))[0]?.id);
    await Promise.all(Array.from({ length: 30 }, (_, index) => createWorkflow(`At once ${index}`)));
    const names = (await entries('?limit=30')).map(({ target }) => target.name);
    expect(names.toSorted()).toEqual(Array.from({ length: 30 }, (_, index) => `At once ${index}`).toSorted());
    expect(Number((await entries('?limit=1'))[0]?.id)).toBe(before + 30);
    expect(await check()).toEqual({ intact: true, entries: before + 30, brokenAt: null });
  });
});

// Last, since nothing is whole afterwards.
describe('whoever is at the database itself', () => {
  it('cannot change an entry, and is found out who does nevertheless, or who takes one away', async () => {
    const { database } = app;
    await expect(database.query(`update audit_entry set actor_name = 'Eve' where seq = 3`)).rejects.toThrow(
      'never changed',
    );
    const force = (sql: string) =>
      database.query(`begin; alter table audit_entry disable trigger user; ${sql}; commit`);
    await force(`update audit_entry set actor_name = actor_name || '!' where seq = 3`);
    expect(await check()).toMatchObject({ intact: false, brokenAt: '3' });
    await force(`update audit_entry set actor_name = rtrim(actor_name, '!') where seq = 3`);
    expect(await check()).toMatchObject({ intact: true });

    const last = (await entries('?limit=1'))[0]?.id;
    await database.query('create table kept as select * from audit_entry where seq in (5, $1)', [last]);
    await database.query('delete from audit_entry where seq = 5');
    expect(await check()).toMatchObject({ intact: false, brokenAt: '6' });
    await database.query('insert into audit_entry select * from kept where seq = 5');
    await database.query('delete from audit_entry where seq = $1', [last]);
    expect(await check()).toMatchObject({ intact: false, brokenAt: last });
    await database.query('insert into audit_entry select * from kept where seq = $1', [last]);
    expect(await check()).toMatchObject({ intact: true });
  });

  it('finds what is kept, which is what is not too old, and still whole', async () => {
    const all = await entries('?limit=200');
    const old = `update audit_entry set at = at - interval '40 days' where seq <= 4`;
    await app.database.query(`begin; alter table audit_entry disable trigger user; ${old}; commit`);
    expectStatus(await app.api('POST', '/retention/prune'), 200);
    const kept = await entries('?limit=200');
    expect(kept.at(-1)?.id).toBe('5');
    expect(kept[0]).toMatchObject({ action: 'retention.pruned' });
    expect(await check()).toEqual({ intact: true, entries: all.length - 4 + 1, brokenAt: null });
  });
});
