import { runMigrations } from 'bullmq';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { migrateDatabase } from '../../src/platform/database/migrate-database.js';
import { MIGRATIONS } from '../../src/platform/database/migrations/index.js';

/** The database that those of the test files are copies of. */
export const MIGRATED = 'migrated';

/** Brings one database of a server to the schema of this version, so that it need not be done for each test file. */
export async function makeMigrated(serverUrl: string): Promise<void> {
  await onServer(serverUrl, `CREATE DATABASE ${MIGRATED}`);
  const url = withDatabase(serverUrl, MIGRATED);
  const source = new DataSource({ type: 'postgres', url, migrations: MIGRATIONS, migrationsTableName: 'migration' });
  await source.initialize();
  await migrateDatabase(source);
  await source.destroy();
  const queue = new pg.Client({ connectionString: url, options: '-c search_path=bullmq' });
  await queue.connect();
  await runMigrations(queue);
  await queue.end();
}

export function withDatabase(serverUrl: string, name: string): string {
  return serverUrl.replace(/\/eventloom(?=\?|$)/, `/${name}`);
}

export async function onServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
