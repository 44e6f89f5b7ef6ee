import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { oldestIdAt, timeOfId } from '../../platform/ids.js';
import { dayName } from './partition-name.js';
import type { Span } from './span.js';

/** The tables that are divided by time, with the id that tells it. Whoever locks them all does so in this order. */
export const TABLES = { event: 'id', delivery: 'event_id', run: 'id', step: 'run_id' } as const;

export type TableName = keyof typeof TABLES;

export const TABLE_NAMES = Object.keys(TABLES) as TableName[];

/** The partitions of all tables for one span. */
export interface Partition extends Span {
  /** Their names. */
  tables: Record<TableName, string>;
  /** About how many rows they hold, as the database last counted them. */
  rows: Record<TableName, number>;
}

interface PartitionRow {
  table: TableName;
  name: string;
  sinceId: string | null;
  untilId: string;
  rows: number;
}

const LIST = `
select p.relname as table, c.relname as name, greatest(c.reltuples, 0) as rows,
  substring(bound from 'FROM \\(''([^'']+)''\\)') as "sinceId", substring(bound from 'TO \\(''([^'']+)''\\)') as "untilId"
from pg_inherits join pg_class p on p.oid = inhparent join pg_class c on c.oid = inhrelid
cross join lateral pg_get_expr(c.relpartbound, c.oid) as bound
where p.oid = any($1::regclass[]) and bound <> 'DEFAULT'`;

/** Any number that nothing else takes: processes that start together make partitions one after the other. */
const MAKE_LOCK = 7_205_761;

/** The partitions of events, runs and what belongs to them, in the database. */
@Injectable()
export class PartitionsRepository {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** All but those for the rest, the oldest first. */
  list(manager: EntityManager = this.dataSource.manager): Promise<Partition[]> {
    return manager.query<PartitionRow[]>(LIST, [TABLE_NAMES]).then(toPartitions);
  }

  /**
   * Makes partitions. What the rest holds of their time, since a clock was far ahead, moves into them.
   *
   * @param choose says which, of those that there are; other processes make none meanwhile
   */
  async make(choose: (existing: readonly Partition[]) => readonly (Span & { since: number })[]): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      await manager.query('select pg_advisory_xact_lock($1)', [MAKE_LOCK]);
      await manager.query(`set local lock_timeout = '2s'`);
      for (const span of choose(await this.list(manager)))
        for (const table of TABLE_NAMES) await makePartition(manager, table, span);
    });
  }
}

async function makePartition(manager: EntityManager, table: TableName, span: Span & { since: number }): Promise<void> {
  const name = dayName(table, span);
  const key = TABLES[table];
  await manager.query(`create table ${name} (like ${table} including all)`);
  await manager.query(`lock table ${table}_rest in access exclusive mode`);
  await manager.query(
    `
with moved as (delete from ${table}_rest where ${key} >= $1 and ${key} < $2 returning *)
insert into ${name} select * from moved`,
    [oldestIdAt(span.since), oldestIdAt(span.until)],
  );
  await manager.query(`alter table ${table} attach partition ${name} ${boundsOf(span)}`);
}

/** The clause of SQL that gives a partition its time. */
export function boundsOf({ since, until }: Span): string {
  const from = since === null ? 'minvalue' : `'${oldestIdAt(since)}'`;
  return `for values from (${from}) to ('${oldestIdAt(until)}')`;
}

function toPartitions(rows: readonly PartitionRow[]): Partition[] {
  const partitions = new Map<string, Partition>();
  for (const { table, name, sinceId, untilId, rows: count } of rows) {
    const since = sinceId === null ? null : timeOfId(sinceId);
    const partition = partitions.get(untilId) ?? {
      since,
      until: timeOfId(untilId),
      tables: {} as Record<TableName, string>,
      rows: {} as Record<TableName, number>,
    };
    partition.tables[table] = name;
    partition.rows[table] = count;
    partitions.set(untilId, partition);
  }
  return [...partitions.values()].sort((a, b) => a.until - b.until);
}
