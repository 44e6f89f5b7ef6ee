import { readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '../../src/platform/database/embedded/embedded-postgres.js';
import { compileLauncher } from './embedded-launcher.js';
import { makeTempDir } from './servers.js';

type Address = Pick<EmbeddedPostgres, 'socketDir' | 'port' | 'user' | 'database'>;

export interface EmbeddedFixture {
  dir: string;
  /** The compiled launcher, for owners in processes of their own. */
  launcher: string;
  newDataDir(): string;
  remove(): Promise<void>;
}

export async function makeEmbeddedFixture(): Promise<EmbeddedFixture> {
  const { dir, remove } = await makeTempDir();
  let count = 0;
  return {
    dir,
    launcher: await compileLauncher(path.join(dir, 'launcher'), 'linked'),
    newDataDir: () => path.join(dir, `data-${++count}`),
    remove,
  };
}

/** Starts an embedded database that this process owns. */
export function startQuietly(dataDir: string): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({ dataDir, log: () => undefined });
}

/** The pid of the server that works on the data directory. */
export async function postmasterOf(dataDir: string): Promise<number> {
  return Number.parseInt(await readFile(path.join(dataDir, 'postgres/postmaster.pid'), 'utf8'), 10);
}

/** Runs one statement on a connection of its own. */
export async function query(address: Address | undefined, sql: string): Promise<Record<string, unknown>[]> {
  if (!address) throw new Error('the database did not start');
  const { socketDir: host, port, user, database } = address;
  const client = new pg.Client({ host, port, user, database });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
