import type { TestProject } from 'vitest/node';
import { makeMigrated } from './migrated.js';
import './provided.js';
import { startPostgresServer, startRedisServer } from './servers.js';

/** Stories with the queues on Redis. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [postgres, redis] = await Promise.all([startPostgresServer(), startRedisServer()]);
  await makeMigrated(postgres.url);
  project.provide('databaseServerUrl', postgres.url);
  project.provide('redisServerUrl', redis.url);
  return async () => {
    await Promise.all([postgres.stop(), redis.stop()]);
  };
}
