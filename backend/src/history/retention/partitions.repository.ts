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
import { stopEverybody } from './stop-everybody.js';

/** Any number that nothing else takes: processes that start together make partitions one after the other. */
const MAKE_LOCK = 7_205_761;

/** There is no hurry: days are made ahead. */
const ATTEMPTS = 10;

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
   * Makes partitions that follow the last one.
   *
   * @param choose says which, given the last one; other processes make none meanwhile
   */
  async make(choose: (last: Span) => readonly NewSpan[]): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const query: Query = (sql, values) => manager.query(sql, values);
      await query('select pg_advisory_xact_lock($1)', [MAKE_LOCK]);
      const last = (await listPartitions(query)).at(-1);
      const spans = last ? choose(last) : [];
      for (const span of spans)
        for (const table of TABLE_NAMES)
          await query(`create table ${nameOf(table, span)} (like ${table} including all)`);
      if (spans.length > 0) await stopEverybody(query, ATTEMPTS, () => putBeforeRest(query, spans));
    });
  }
}

type NewSpan = Span & { since: number };

/** What is to come lies together, usually nothing. Rows whose time now has a partition, since a clock was far ahead, move there. */
async function putBeforeRest(query: Query, spans: readonly NewSpan[]): Promise<void> {
  for (const table of TABLE_NAMES) {
    const rest = `${table}_rest`;
    await query(`alter table ${table} detach partition ${rest}`);
    for (const span of spans) {
      const name = nameOf(table, span);
      await query(`
with moved as (delete from ${rest} where ${within(TABLES[table], span)} returning *) insert into ${name} select * from moved`);
      await query(attach(table, name, span));
    }
    await query(attach(table, rest, { since: spans.at(-1)?.until ?? null, until: null }));
  }
}

function nameOf(table: TableName, { since }: NewSpan): string {
  return `${table}_${new Date(since).toISOString().slice(0, 10).replaceAll('-', '')}`;
}
