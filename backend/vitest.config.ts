import { availableParallelism } from 'node:os';
import { defineConfig, type TestProjectConfiguration } from 'vitest/config';
import { findPostgresBinDir, findRedisServer } from './test/support/installed-servers.js';

const ALL_STORIES = ['test/**/*.story.test.ts'];

/** Those in which the queue on an installed PostgreSQL has a part; the others run on that server with Redis. */
const QUEUE_STORIES = ['durability', 'events', 'pause', 'waits'].map((story) => `test/${story}.story.test.ts`);

/** The same stories on each database and queue that Eventloom supports. */
function stories(name: string, setup: string, include = ALL_STORIES): TestProjectConfiguration {
  return {
    test: {
      name,
      include,
      // Each file has an app and a database of its own: only the modules are shared, which take seconds to load.
      isolate: false,
      globalSetup: [`test/support/${setup}`],
      testTimeout: 30_000,
      hookTimeout: 60_000,
    },
  };
}

/** What the fuzz tests try: fixed, so that a failure here is the same failure elsewhere, unless `npm run fuzz` says what. */
function readFuzz(): { seed: number; runs: number | undefined } {
  const { FUZZ_SEED = '20261124', FUZZ_RUNS } = process.env;
  return { seed: Number(FUZZ_SEED), runs: FUZZ_RUNS === undefined ? undefined : Number(FUZZ_RUNS) };
}

const missing = [...(findPostgresBinDir() ? [] : ['PostgreSQL']), ...(findRedisServer() ? [] : ['redis-server'])];
const projects: TestProjectConfiguration[] = [
  { test: { name: 'unit', include: ['src/**/*.test.ts', 'bench/**/*.test.ts'], provide: { fuzz: readFuzz() } } },
  stories('embedded', 'embedded.setup.ts'),
  {
    test: {
      name: 'faults',
      include: ['test/faults/*.test.ts'],
      globalSetup: ['test/faults/faults.setup.ts'],
      // What is waited for has limits of its own.
      testTimeout: 300_000,
      hookTimeout: 120_000,
    },
  },
  {
    test: {
      name: 'system',
      include: ['test/*.test.ts'],
      exclude: ['test/*.story.test.ts', ...(missing.length > 0 ? ['test/compose.test.ts'] : [])],
      testTimeout: 120_000,
      hookTimeout: 120_000,
    },
  },
];
if (findPostgresBinDir())
  projects.push(stories('postgres', 'postgres.setup.ts', findRedisServer() ? QUEUE_STORIES : ALL_STORIES));
if (missing.length === 0) projects.push(stories('postgres+redis', 'postgres-redis.setup.ts'));
if (missing.length > 0) {
  const projectsLeftOut = missing.includes('PostgreSQL') ? 'postgres, postgres+redis' : 'postgres+redis';
  process.stderr.write(`left out: ${projectsLeftOut}, compose (not installed: ${missing.join(', ')})\n`);
}

// The tests wait for servers more than they compute: two files at once even on two cores.
export default defineConfig({ test: { projects, maxWorkers: Math.max(2, availableParallelism() - 1) } });
