import type { MigrationInterface, QueryRunner } from 'typeorm';
import { oldestIdAt, timeOfId } from '../../ids.js';

/** The tables that grow for ever, with the id whose time tells the day that a row belongs to. */
const TABLES = { event: 'id', delivery: 'event_id', run: 'id', step: 'run_id' };

const DAY_MS = 86_400_000;

const NO_REPLAY = `'00000000-0000-0000-0000-000000000000'`;

const CREATE_PRUNING = `
-- What was pruned, and what that freed.
create table pruning (
  id uuid primary key,
  at timestamptz not null default clock_timestamp(),
  -- The time that was over; null for all time before. For a topic with a time of its own, its name.
  since timestamptz,
  until timestamptz not null,
  topic text,
  events bigint not null,
  runs bigint not null,
  steps bigint not null,
  bytes bigint not null,
  -- Runs and events of that time that stay, since something still needs them.
  survivors bigint not null,
  took_ms int not null
)`;

/**
 * What is old is dropped day by day, and not deleted row by row. Ids begin with the time, so the tables are divided by
 * their ids, which stay their primary keys. Rows that are there already stay where they are: their tables become the
 * partitions of the time until now. The days are made when the program starts; all time to come has a partition too, so
 * that no row is refused. It is no default partition: with one, the newest rows could not be found day by day.
 */
export class PartitionByDay1764500000000 implements MigrationInterface {
  readonly name = 'PartitionByDay1764500000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(CREATE_PRUNING);
    // An index over all days cannot hold an attempt to be unique; whoever retries takes a lock instead.
    await runner.query('drop index run_attempt');
    const until = await firstDay(runner);
    for (const [table, key] of Object.entries(TABLES)) await partition(runner, { table, key, until });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.keys(TABLES)) await unite(runner, table);
    await runner.query(
      `create unique index run_attempt on run (event_id, workflow_id, trigger_node, attempt, coalesce(replay_id, ${NO_REPLAY}))
  where attempt > 1`,
    );
    await runner.query('drop table pruning');
  }
}

/** The time with which the days begin: after all that there is, or yesterday. */
async function firstDay(runner: QueryRunner): Promise<number> {
  const newest = await runner.manager.query<{ id: string }[]>(
    '(select id from event order by id desc limit 1) union all (select id from run order by id desc limit 1)',
  );
  const today = dayOf(Date.now());
  if (newest.length === 0) return today - DAY_MS;
  return Math.max(today, ...newest.map(({ id }) => dayOf(timeOfId(id)))) + DAY_MS;
}

function dayOf(millis: number): number {
  return millis - (millis % DAY_MS);
}

async function partition(runner: QueryRunner, { table, key, until }: { table: string; key: string; until: number }) {
  const indexes = await indexesOf(runner, table);
  const before = `${table}_before_${new Date(until).toISOString().slice(0, 10).replaceAll('-', '')}`;
  await runner.query(`alter table ${table} rename to ${before}`);
  for (const { name } of indexes) await runner.query(`alter index ${name} rename to ${name.replace(table, before)}`);
  await runner.query(
    `create table ${table} (like ${before} including defaults including storage) partition by range (${key})`,
  );
  for (const { name, definition, primaryKey } of indexes)
    await runner.query(primaryKey ? `alter table ${table} add constraint ${name} ${primaryKey}` : definition);
  await runner.query(
    `alter table ${table} attach partition ${before} for values from (minvalue) to ('${oldestIdAt(until)}')`,
  );
  await runner.query(
    `create table ${table}_rest partition of ${table} for values from ('${oldestIdAt(until)}') to (maxvalue)`,
  );
}

/** Makes one table of all the days again. */
async function unite(runner: QueryRunner, table: string): Promise<void> {
  const indexes = await indexesOf(runner, table);
  await runner.query(`create table ${table}_united (like ${table} including defaults including storage)`);
  await runner.query(`insert into ${table}_united select * from ${table}`);
  await runner.query(`drop table ${table}`);
  await runner.query(`alter table ${table}_united rename to ${table}`);
  for (const { name, definition, primaryKey } of indexes)
    await runner.query(
      primaryKey
        ? `alter table ${table} add constraint ${name} ${primaryKey}`
        : definition.replace(' ON ONLY ', ' ON '),
    );
}

interface Index {
  name: string;
  definition: string;
  /** The definition of the constraint, if it is the index of the primary key. */
  primaryKey: string | null;
}

/** The primary key comes last: of indexes that seem to cost the same the planner takes the newest. */
function indexesOf(runner: QueryRunner, table: string): Promise<Index[]> {
  return runner.manager.query<Index[]>(
    `
select c.relname as name, pg_get_indexdef(c.oid) as definition, pg_get_constraintdef(k.oid) as "primaryKey"
from pg_index i join pg_class c on c.oid = i.indexrelid left join pg_constraint k on k.conindid = c.oid and k.contype = 'p'
where i.indrelid = $1::regclass order by k.oid nulls first, c.oid`,
    [table],
  );
}
