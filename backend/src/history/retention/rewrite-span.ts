import { setTimeout as sleep } from 'node:timers/promises';
import { attach, TABLE_NAMES, type Partition, type TableName } from './partition-tables.js';
import type { Query } from './query.js';
import { copySurvivors, prepareSurvival, type Survival, type Survivors } from './survivors.js';

/** Everybody has to stop for a moment; whoever is in the middle of something is waited for so long, and no longer. */
const LOCK_TIMEOUT = '150ms';

/** While everybody stands, no statement may take longer than this. */
const STATEMENT_TIMEOUT = '5s';

/** How often it is tried to have everybody stop, and how long they are left alone in between; milliseconds. */
const ATTEMPTS = 100;
const REST_MS = 250;

/** Rows as exactly as it is worth: counting very many would take longer than to prune them. */
const MANY = 1_000_000;

/** Lock timeout, and deadlock. */
const NOT_NOW = new Set(['55P03', '40P01']);

/** What became of the partitions of a time. */
export interface Rewritten {
  freed: { events: number; runs: number; steps: number; bytes: number };
  survivors: Survivors;
}

/**
 * Puts one partition with what survives in place of partitions that follow one another. What has to be copied is copied
 * beforehand; everybody stops only while what has changed since is copied too, and the tables change places.
 *
 * @param query runs within a transaction
 * @throws the error of the database if there was no moment to stop everybody
 */
export async function rewriteSpan(query: Query, parts: readonly Partition[], survival: Survival): Promise<Rewritten> {
  const before = await countRows(query, parts);
  await prepareSurvival(query, survival);
  await copySurvivors(query, survival, false);
  // Those that change from now on hardly count.
  const steps = before.step - (await countTable(query, survival.into.step));
  const survivors = await whenEverybodyStops(query, async () => {
    const all = await copySurvivors(query, survival, true);
    await exchange(query, parts, survival);
    return all;
  });
  const bytes = parts.reduce((sum, part) => sum + part.bytes, 0) - (await sizeOf(query, survival.into));
  const { events, runs } = survivors;
  return { survivors, freed: { events: before.event - events, runs: before.run - runs, steps, bytes } };
}

async function whenEverybodyStops<Result>(query: Query, work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    await query('savepoint before_stop');
    try {
      await query(`set local lock_timeout = '${LOCK_TIMEOUT}'`);
      await query(`set local statement_timeout = '${STATEMENT_TIMEOUT}'`);
      await query(`lock table only ${TABLE_NAMES.join(', only ')} in access exclusive mode`);
      return await work();
    } catch (error) {
      await query('rollback to savepoint before_stop');
      if (attempt === ATTEMPTS || !isNotNow(error)) throw error;
    }
    await sleep(REST_MS);
  }
}

function isNotNow(error: unknown): boolean {
  return error instanceof Error && 'code' in error && NOT_NOW.has(String(error.code));
}

async function exchange(query: Query, parts: readonly Partition[], { span, into }: Survival): Promise<void> {
  await query(`drop table ${parts.flatMap(({ tables }) => TABLE_NAMES.map((table) => tables[table].name)).join(', ')}`);
  for (const table of TABLE_NAMES) {
    await query(attach(table, into[table], span));
    await query(`alter table ${into[table]} drop constraint span`);
  }
}

async function countRows(query: Query, parts: readonly Partition[]): Promise<Record<TableName, number>> {
  const counts = { event: 0, delivery: 0, run: 0, step: 0 };
  for (const { tables } of parts)
    for (const table of TABLE_NAMES) {
      const { name, rows } = tables[table];
      counts[table] += rows > MANY ? rows : await countTable(query, name);
    }
  return counts;
}

async function countTable(query: Query, name: string): Promise<number> {
  const [row] = await query<{ count: number }>(`select count(*)::float8 as count from ${name}`);
  return row?.count ?? 0;
}

async function sizeOf(query: Query, tables: Record<TableName, string>): Promise<number> {
  const [row] = await query<{ bytes: number }>(
    'select sum(pg_total_relation_size(name::regclass))::float8 as bytes from unnest($1::text[]) name',
    [Object.values(tables)],
  );
  return row?.bytes ?? 0;
}
