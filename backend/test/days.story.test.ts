import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLAIM_RUNS, RELEASE_RUNS, RENEW_LEASES } from '../src/consumers/claim-runs.sql.js';
import { CHECKPOINT_RUNS, FINISH_RUNS } from '../src/consumers/write-runs.sql.js';
import type { Retention } from '../src/contract/index.js';
import { SESSION_OPTIONS } from '../src/platform/database/session-options.js';
import type { Statement } from '../src/platform/database/sql.js';
import { newId } from '../src/platform/ids.js';
import { startTestApp, type TestApp } from './support/app.js';
import { createTestDatabase, type TestDatabase } from './support/database.js';
import { daysAgo, makePast, moveToPast, pastId, unmakeDay } from './support/past.js';
import { chain, expectStatus, node, publishEvent, publishWorkflow, waitForRunsOf } from './support/workflows.js';

/** A step of a plan, as PostgreSQL tells it. */
interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Cond'?: string;
  'Actual Loops': number;
  Plans?: PlanNode[];
}

const EVER = ['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'] as const;

describe('tables that are divided by day', () => {
  let database: TestDatabase;
  let app: TestApp;

  beforeAll(async () => {
    database = await createTestDatabase();
    app = await startTestApp({ database });
    await makePast(database, [7, 6, 5, 4, 3, 2]);
    const heard = chain(node('heard', 'event', { type: 'heard' }), node('note', 'set', { values: { a: 1 } }));
    const workflowId = await publishWorkflow(app, 'Hears', heard);
    const ids = await Promise.all(Array.from({ length: 7 }, () => publishEvent(app, { type: 'heard' })));
    await waitForRunsOf(app, workflowId, ids.length);
    for (const [days, id] of ids.entries()) if (days > 0) await moveToPast(database, id, days);
    await database.query('vacuum (analyze) event, run, step, delivery');
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  /** Asks the planner as the program does. */
  async function explain(sql: string, options = ''): Promise<PlanNode[]> {
    const client = new pg.Client({ connectionString: database.url, options: `${SESSION_OPTIONS} ${options}` });
    await client.connect();
    const statements = sql.split(';');
    const last = statements.pop();
    for (const statement of statements) await client.query(statement);
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
      `explain (format json, analyze) ${last}`,
    );
    await client.end();
    return flatten(rows[0]?.['QUERY PLAN'][0].Plan).filter(
      (part) => part['Node Type'] !== 'ModifyTable' && /^(event|run|step)_/.test(part['Relation Name'] ?? ''),
    );
  }

  /**
   * The parts of a statement's plan that read one of the tables; the plan is the one that a connection keeps.
   *
   * @param ids between which ids the statement is to look
   */
  function readsOf({ text }: Statement, ids: readonly [string, string]): Promise<PlanNode[]> {
    const bounds = [...new Set([...text.matchAll(/concat\(\$(\d+)::uuid/g)].map(([, number]) => Number(number)))];
    const count = Math.max(...[...text.matchAll(/\$(\d+)/g)].map(([, number]) => Number(number)));
    const values = Array.from({ length: count }, (_, index) => {
      const id = ids[bounds.indexOf(index + 1)];
      return id === undefined ? 'null' : `'${id}'`;
    });
    const execute = `prepare looked_at as ${text}; execute looked_at(${values.join(', ')})`;
    return explain(execute, '-c plan_cache_mode=force_generic_plan');
  }

  it.each([
    ['claim', CLAIM_RUNS],
    ['checkpoint', CHECKPOINT_RUNS],
    ['finish', FINISH_RUNS],
    ['renew', RENEW_LEASES],
    ['release', RELEASE_RUNS],
  ])('are looked into by id, day by day as it is needed, however few rows there were: %s', async (_, statement) => {
    const reads = await readsOf(statement, EVER);
    expect(reads.length).toBeGreaterThan(7);
    for (const read of reads) {
      expect(read['Node Type']).toBe('Index Scan');
      expect(read['Index Cond']).toContain('ANY (ARRAY[');
    }
  });

  it.each([
    ['checkpoint', CHECKPOINT_RUNS],
    ['finish', FINISH_RUNS],
  ])('are not even opened where no row can be: %s', async (_, statement) => {
    const id = newId();
    expect((await readsOf(statement, [id, id])).map((read) => read['Relation Name'])).toEqual([
      expect.stringMatching(/^run_\d{8}$/),
    ]);
  });

  it('are read from the newest day on for the newest page', async () => {
    const reads = await explain('select id from run order by id desc limit 1');
    expect(reads.length).toBeGreaterThan(7);
    expect(reads.filter((read) => read['Actual Loops'] === 0).length).toBeGreaterThanOrEqual(7);
  });

  it('have the indexes of their table in each partition', async () => {
    const rows = await database.query<{ table: string; indexes: string }>(`
      select p.relname as table, string_agg(distinct count::text, ',') as indexes from (
        select inhparent, count(*) from pg_inherits join pg_index on indrelid = inhrelid
        where inhparent = any('{event,run,step,delivery}'::regclass[]) group by inhparent, inhrelid
      ) counted join pg_class p on p.oid = inhparent group by 1 order by 1`);
    const [{ runs } = { runs: 0 }] = await database.query<{ runs: number }>(
      `select count(*)::int as runs from pg_index where indrelid = 'run'::regclass`,
    );
    expect(rows.map(({ table, indexes }) => [table, indexes])).toEqual([
      ['delivery', '1'],
      ['event', '3'],
      ['run', String(runs)],
      ['step', '2'],
    ]);
  });

  it('take rows of any time, and put those of the days to come in their place when these are made', async () => {
    const last = -3;
    await unmakeDay(database, last);
    const id = await publishEvent(app, { type: 'early' });
    const [early, old] = [pastId(id, last), pastId(id, 4000)];
    const copy = `insert into event (id, type, source, time, data, root_id) select $2, type, source, time, data, $2 from event where id = $1`;
    for (const other of [early, old]) await database.query(copy, [id, other]);
    const placeOf = async (event: string) =>
      (
        await database.query<{ at: string }>('select tableoid::regclass::text as at from event where id = $1', [event])
      )[0]?.at;
    expect([await placeOf(early), await placeOf(old)]).toEqual(['event_rest', expect.stringMatching('event_before_')]);

    const second = await startTestApp({ database });
    expect(await placeOf(early)).toMatch(/^event_\d{8}$/);
    const { partitions } = expectStatus(await second.api<Retention>('GET', '/retention'), 200);
    expect(partitions[0]?.since).toBe(new Date(daysAgo(last)).toISOString());
    await second.close();
  });
});

it('makes the days once when instances begin at once', async () => {
  const database = await createTestDatabase({ isEmpty: true });
  const apps = await Promise.all([startTestApp({ database }), startTestApp({ database })]);
  for (const app of apps) {
    const { partitions } = expectStatus(await app.api<Retention>('GET', '/retention'), 200);
    expect(partitions.map(({ since }) => since)).toEqual(
      [-3, -2, -1, 0, 1].map((days) => new Date(daysAgo(days)).toISOString()).concat([null as never]),
    );
  }
  for (const app of apps) await app.close();
  await database.drop();
});

function flatten(part: PlanNode | undefined): PlanNode[] {
  return part ? [part, ...(part.Plans ?? []).flatMap(flatten)] : [];
}
