import { attach, TABLE_NAMES, type Partition, type TableName } from './partition-tables.js';
import type { Query } from './query.js';
import { stopEverybody } from './stop-everybody.js';
import { copySurvivors, prepareSurvival, type Survival, type Survivors } from './survivors.js';

/** What was copied is not given up lightly. */
const ATTEMPTS = 100;

/** Rows as exactly as it is worth: counting very many would take longer than to prune them. */
const MANY = 10_000_000;

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
  const survivors = await stopEverybody(query, ATTEMPTS, async () => {
    const all = await copySurvivors(query, survival, true);
    await exchange(query, parts, survival);
    return all;
  });
  const bytes = parts.reduce((sum, part) => sum + part.bytes, 0) - (await sizeOf(query, survival.into));
  const { events, runs } = survivors;
  return { survivors, freed: { events: before.event - events, runs: before.run - runs, steps, bytes } };
}

async function exchange(query: Query, parts: readonly Partition[], { span, into }: Survival): Promise<void> {
  await query(`drop table ${parts.flatMap(({ tables }) => TABLE_NAMES.map((table) => tables[table].name)).join(', ')}`);
  for (const table of TABLE_NAMES) {
    await query(attach(table, into[table], span));
    await query(`alter table ${into[table]} drop constraint span`);
  }
}

async function countRows(query: Query, parts: readonly Partition[]): Promise<Record<TableName, number>> {
  const counts = { event: 0, delivery: 0, run: 0, step: 0, run_key: 0 };
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
