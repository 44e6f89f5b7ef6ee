import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CrashPoint } from '../../src/platform/faults/crash-point.js';
import { until } from '../support/until.js';
import { chain, node } from '../support/workflows.js';
import { armCrash, crashAt } from './arm-crash.js';
import { API_KEY, post, startFaultServer, type FaultServer } from './fault-server.js';
import { FaultWorld } from './fault-world.js';

const EVENTS = 100;

/** Ten batches; the worker dies in the middle. */
const RATE = 100;
const VISIT = 5;

interface JobRow {
  status: string;
  done: number;
  epoch: number;
}

describe('a worker that is killed in the middle of a replay', () => {
  let server: FaultServer;
  let world: FaultWorld;
  beforeAll(async () => {
    server = await startFaultServer();
  });
  afterEach(() => world.close());
  afterAll(() => server.stop());

  async function findJob(): Promise<JobRow | undefined> {
    const { rows } = await world.pool.query<JobRow>('select status, done, lease_epoch as epoch from job');
    return rows[0];
  }

  it.each<CrashPoint>(['job.before-commit', 'job.after-commit'])(
    'at %s leaves it to another one, and every event is handed out once',
    async (point) => {
      world = await FaultWorld.open({ server, leaseMs: 1000 });
      const api = world.start('api', 'api', { env: { EVENTLOOM_API_KEY: API_KEY } });
      const worker = world.start('worker_1', 'worker', { env: crashAt(point, VISIT) });
      const [url] = await Promise.all([api.ready, worker.ready]);
      const graph = chain(node('heard', 'event', { type: 'fault.replayed' }), node('end', 'set', { values: {} }));
      const { id } = await post<{ id: string }>(`${url}/api/v1/workflows`, { name: 'Replayed', graph });
      const events = Array.from({ length: EVENTS }, (_, n) => ({ type: 'fault.replayed', data: { n } }));
      await post(`${url}/api/v1/events`, events);
      await post(`${url}/api/v1/workflows/${id}/publish`, {});

      await armCrash(worker, point);
      const range = { type: 'fault.>', from: '2020-01-01T00:00:00Z', to: '2120-01-01T00:00:00Z' };
      await post(`${url}/api/v1/events/replay`, { ...range, workflowId: id, rate: RATE });
      await until('the worker is killed', () => worker.hasEnded(), 60_000);
      expect(await findJob()).toMatchObject({ status: 'running', epoch: 1 });
      const { done } = (await findJob()) ?? { done: 0 };
      expect(done).toBeGreaterThan(0);
      expect(done).toBeLessThan(EVENTS);

      await world.start('worker_2', 'worker').ready;
      await until('the replay ends', async () => (await findJob())?.status === 'succeeded', 60_000);
      await world.drain();
      expect(await findJob()).toMatchObject({ done: EVENTS, epoch: 2 });
      const { rows } = await world.pool.query<{ runs: number; status: string }>(
        `select count(r.id)::int as runs, max(r.status) as status from event e left join run r on r.event_id = e.id
         where e.type = 'fault.replayed' group by e.id`,
      );
      expect(rows).toEqual(Array.from({ length: EVENTS }, () => ({ runs: 1, status: 'succeeded' })));
    },
  );
});
