import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../../src/platform/database/embedded/embedded-postgres.js';
import { makeMigrated } from './migrated.js';
import './provided.js';
import { makeTempDir } from './servers.js';

/** Stories on the database that `npm start` brings along. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { dir, remove } = await makeTempDir();
  const server = await startEmbeddedPostgres({ dataDir: dir, log: () => undefined });
  const { socketDir, port, user, database } = server;
  const url = `postgresql://${user}@/${database}?host=${socketDir}&port=${port}`;
  await makeMigrated(url);
  project.provide('databaseServerUrl', url);
  return async () => {
    await server.stop();
    await remove();
  };
}
