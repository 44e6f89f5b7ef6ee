import { Redis } from 'ioredis';
import pg from 'pg';
import { startEmbeddedPostgres } from '../src/platform/database/embedded/embedded-postgres.js';
import { findPostgresBinDir, findRedisServer } from '../test/support/installed-servers.js';
import { makeTempDir, startPostgresServer, startRedisServer } from '../test/support/servers.js';
import type { BackingName } from './options.js';

/** A database, and where the product wants one a Redis, that nobody else uses. */
export interface Backing {
  name: BackingName;
  databaseUrl: string;
  redisUrl: string | undefined;
  /** The processes that it consists of, less what they started. */
  pids(): Promise<number[]>;
  query<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
  stop(): Promise<void>;
}

/** The programs that a backing needs and that are not installed here. */
export function missingFor(name: BackingName): string[] {
  if (name === 'embedded') return [];
  return [...(findPostgresBinDir() ? [] : ['PostgreSQL']), ...(findRedisServer() ? [] : ['redis-server'])];
}

/** @param options.profile has the installed server note what its statements cost */
export async function startBacking(name: BackingName, options: { profile?: boolean } = {}): Promise<Backing> {
  const servers = name === 'embedded' ? await startEmbedded() : await startInstalled(options.profile ?? false);
  const pool = new pg.Pool({ connectionString: servers.databaseUrl, max: 2 });
  pool.on('error', () => undefined);
  return {
    name,
    databaseUrl: servers.databaseUrl,
    redisUrl: servers.redisUrl,
    pids: async () => [await pidOfPostgres(pool), ...(servers.redisUrl ? [await pidOfRedis(servers.redisUrl)] : [])],
    query: async <Row extends pg.QueryResultRow>(sql: string, values?: unknown[]) =>
      (await pool.query<Row>(sql, values)).rows,
    stop: async () => {
      await pool.end();
      await servers.stop();
    },
  };
}

interface Servers {
  databaseUrl: string;
  redisUrl: string | undefined;
  stop(): Promise<void>;
}

/** The database that `npm start` brings along, with its own settings. */
async function startEmbedded(): Promise<Servers> {
  const { dir, remove } = await makeTempDir();
  const { socketDir, port, user, database, stop } = await startEmbeddedPostgres({ dataDir: dir, log: () => undefined });
  return {
    databaseUrl: `postgresql://${user}@/${database}?host=${socketDir}&port=${port}`,
    redisUrl: undefined,
    stop: async () => {
      await stop();
      await remove();
    },
  };
}

/** Commits are durable, as the servers' own defaults have it. */
async function startInstalled(profile: boolean): Promise<Servers> {
  const [postgres, redis] = await Promise.all([
    startPostgresServer(profile ? ['shared_preload_libraries=pg_stat_statements'] : []),
    startRedisServer(),
  ]);
  return {
    databaseUrl: postgres.url,
    redisUrl: redis.url,
    stop: async () => {
      await Promise.all([postgres.stop(), redis.stop()]);
    },
  };
}

async function pidOfPostgres(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ file: string }>(`select pg_read_file('postmaster.pid') as file`);
  return Number.parseInt(rows[0]?.file ?? '', 10);
}

async function pidOfRedis(url: string): Promise<number> {
  const redis = new Redis(url);
  const info = await redis.info('server');
  redis.disconnect();
  return Number(/process_id:(\d+)/.exec(info)?.[1]);
}
