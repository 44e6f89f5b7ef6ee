import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import {
  attach,
  listPartitions,
  TABLE_NAMES,
  TABLES,
  within,
  type Partition,
  type TableName,
} from './partition-tables.js';
import type { Query } from './query.js';
import type { Span } from './span.js';

/** Any number that nothing else takes: processes that start together make partitions one after the other. */
const MAKE_LOCK = 7_205_761;

/** The partitions of events, runs and what belongs to them, in the database. */
@Injectable()
export class PartitionsRepository {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** The time of the database, which decides what is old; milliseconds since the epoch. */
  async now(): Promise<number> {
    const [row] = await this.dataSource.query<{ now: Date }[]>('select clock_timestamp() as now');
    if (!row) throw new Error('the database did not tell the time');
    return row.now.getTime();
  }

  /** The oldest first. */
  list(): Promise<Partition[]> {
    return listPartitions((sql, values) => this.dataSource.query(sql, values));
  }

  /**
   * Makes partitions. What the rest holds of their time, since a clock was far ahead, moves into them.
   *
   * @param choose says which, of those that there are; other processes make none meanwhile
   */
  async make(choose: (existing: readonly Span[]) => readonly (Span & { since: number })[]): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const query: Query = (sql, values) => manager.query(sql, values);
      await query('select pg_advisory_xact_lock($1)', [MAKE_LOCK]);
      await query(`set local lock_timeout = '2s'`);
      for (const span of choose(await listPartitions(query)))
        for (const table of TABLE_NAMES) await makePartition(query, table, span);
    });
  }
}

/** It is made by itself and then added, which stops nobody; `partition of` would stop whoever uses the table. */
async function makePartition(query: Query, table: TableName, span: Span & { since: number }): Promise<void> {
  const name = `${table}_${new Date(span.since).toISOString().slice(0, 10).replaceAll('-', '')}`;
  await query(`create table ${name} (like ${table} including all)`);
  await query(`lock table ${table}_rest in access exclusive mode`);
  await query(`
with moved as (delete from ${table}_rest where ${within(TABLES[table], span)} returning *)
insert into ${name} select * from moved`);
  await query(attach(table, name, span));
}
