import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Pool, PoolClient } from 'pg';
import { DataSource } from 'typeorm';
import { LOGGER, type Logger } from '../logging/logger.js';

/** A hand-written statement; `name` makes the server plan it once per connection. */
export interface Statement {
  name: string;
  text: string;
}

/** Something that a statement can run on: the pool, or the connection of a transaction. */
export interface SqlRunner {
  run<Row extends object>(statement: Statement, values: unknown[]): Promise<Row[]>;
}

/** Runs the hot, hand-written statements on the same pool of connections that TypeORM uses. */
@Injectable()
export class Sql implements SqlRunner {
  private readonly pool: Pool;

  constructor(@InjectDataSource() dataSource: DataSource, @Inject(LOGGER) logger: Logger) {
    this.pool = (dataSource.driver as unknown as { master: Pool }).master;
    this.pool.on('error', (error) => logger.warn({ err: error }, 'an idle database connection was lost'));
  }

  /** How many connections there are, how many of them are idle, and how many statements wait for one. */
  get connections(): { total: number; idle: number; waiting: number } {
    const { totalCount, idleCount, waitingCount } = this.pool;
    return { total: totalCount, idle: idleCount, waiting: waitingCount };
  }

  async run<Row extends object>(statement: Statement, values: unknown[]): Promise<Row[]> {
    return runOn(this.pool, statement, values);
  }

  /** Runs statements in one transaction: all of them take effect, or none. */
  async transaction<Result>(work: (runner: SqlRunner) => Promise<Result>): Promise<Result> {
    const client = await this.pool.connect();
    try {
      await client.query('begin');
      const result = await work({ run: (statement, values) => runOn(client, statement, values) });
      await client.query('commit');
      client.release();
      return result;
    } catch (error) {
      await client.query('rollback').then(
        () => client.release(),
        (broken: Error) => client.release(broken),
      );
      throw error;
    }
  }
}

async function runOn<Row extends object>(
  on: Pool | PoolClient,
  { name, text }: Statement,
  values: unknown[],
): Promise<Row[]> {
  const { rows } = await on.query<Row & Record<string, unknown>>({ name, text, values });
  return rows;
}
