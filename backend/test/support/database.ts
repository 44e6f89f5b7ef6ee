import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import pg from 'pg';
import { inject } from 'vitest';
import { MIGRATED, onServer, withDatabase } from './migrated.js';
import './provided.js';

export interface TestDatabase {
  url: string;
  /** Undefined where the queues are on PostgreSQL. */
  redisUrl: string | undefined;
  /** Reads and writes behind the program's back. */
  query<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** Removes the database; call it when nothing uses it any more. */
  drop(): Promise<void>;
}

/**
 * Makes a database without data, and an empty queue server beside it, for one test file alone.
 *
 * @param options.isEmpty whether it has no tables either
 */
export async function createTestDatabase({ isEmpty = false } = {}): Promise<TestDatabase> {
  const serverUrl = inject('databaseServerUrl');
  const name = `story_${randomBytes(6).toString('hex')}`;
  await onServer(serverUrl, `CREATE DATABASE ${name}${isEmpty ? '' : ` TEMPLATE ${MIGRATED}`}`);
  const url = withDatabase(serverUrl, name);
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  pool.on('error', () => undefined);
  return {
    url,
    redisUrl: await claimRedisDatabase(),
    query: async <Row extends pg.QueryResultRow>(sql: string, values?: unknown[]) =>
      (await pool.query<Row>(sql, values)).rows,
    drop: async () => {
      await pool.end();
      await onServer(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

/** Redis has no names for its databases, only numbers: number 0 holds the counter that hands them out. */
async function claimRedisDatabase(): Promise<string | undefined> {
  const serverUrl = inject('redisServerUrl');
  if (!serverUrl) return undefined;
  const redis = new Redis(serverUrl);
  const number = await redis.incr('test-databases');
  redis.disconnect();
  return `${serverUrl}/${number}`;
}
