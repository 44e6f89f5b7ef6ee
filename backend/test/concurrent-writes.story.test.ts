import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHECKPOINT_RUNS, FINISH_ORDERED_RUNS, FINISH_RUNS, stepColumns } from '../src/consumers/write-runs.sql.js';
import { startTestApp } from './support/app.js';
import { createTestDatabase, type TestDatabase } from './support/database.js';
import { until } from './support/until.js';
import { chain, createWorkflow, node, runByHand } from './support/workflows.js';

const EPOCH = 7;

/** How a database with hardly any runs would look for them, and how one with many does. */
const PLANNERS = {
  'by hash': '',
  'by index':
    'set enable_hashjoin = off; set enable_mergejoin = off; set enable_seqscan = off; set enable_bitmapscan = off',
};

describe('a write of runs that has to wait for another write of one of them', () => {
  let database: TestDatabase;
  let runIds: string[];
  let other: pg.Client;
  let worker: pg.Client;

  beforeAll(async () => {
    database = await createTestDatabase();
    const app = await startTestApp({ database });
    const graph = chain(node('start', 'manual'), node('nap', 'delay', { ms: 60_000 }));
    const { id } = await createWorkflow(app, 'Nap', graph);
    runIds = [await runByHand(app, id), await runByHand(app, id)].sort();
    await app.close();
    [other, worker] = [await connect(), await connect()];
  });
  afterAll(async () => {
    await Promise.all([other.end(), worker.end()]);
    await database.drop();
  });

  async function connect(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    return client;
  }

  function untilItWaits(): Promise<unknown> {
    return until('the write waits', async () => {
      const waiting = await database.query(
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      return waiting.length > 0;
    });
  }

  const both = (value: unknown) => runIds.map(() => value);
  const end = () => [runIds, both(EPOCH), both('succeeded'), both(null), both(null), ...runIds, ...stepColumns([])];
  const checkpoint = () => [
    runIds,
    both(EPOCH),
    both('waiting'),
    both(null),
    both(true),
    ...runIds,
    ...stepColumns([]),
  ];
  const writes = [
    { ...CHECKPOINT_RUNS, values: checkpoint },
    { ...FINISH_RUNS, values: end },
    { ...FINISH_ORDERED_RUNS, values: () => [...end(), false, runIds[1]] },
  ];

  for (const [planner, settings] of Object.entries(PLANNERS))
    for (const { name, text, values } of writes)
      it(`still finds all of them: ${name}, ${planner}`, async () => {
        await worker.query(`reset all; ${settings}`);
        await database.query(`update run set status = 'running', lease_epoch = $1, finished_at = null`, [EPOCH]);
        await other.query('begin');
        await other.query('update run set signaled = true where id = $1', [runIds[0]]);
        const written = worker.query({ text, values: values() });
        await untilItWaits();
        await other.query('commit');
        expect((await written).rowCount).toBe(2);
      });
});
