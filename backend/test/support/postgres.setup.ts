import type { TestProject } from 'vitest/node';
import { makeMigrated } from './migrated.js';
import './provided.js';
import { startPostgresServer } from './servers.js';

/** Stories on a PostgreSQL server of one's own, reached through DATABASE_URL. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgresServer();
  await makeMigrated(server.url);
  project.provide('databaseServerUrl', server.url);
  return () => server.stop();
}
