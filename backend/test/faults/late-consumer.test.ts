import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../support/until.js';
import { chain, node } from '../support/workflows.js';
import { API_KEY, post, startFaultServer, type FaultServer } from './fault-server.js';
import { FaultWorld } from './fault-world.js';

const TOPIC = 'fault.late';
const SENDERS = 8;

describe('a workflow that is published late, while two processes accept events', () => {
  let server: FaultServer;
  let world: FaultWorld;
  beforeAll(async () => {
    server = await startFaultServer();
    world = await FaultWorld.open({ server, leaseMs: 2000, env: { EVENTLOOM_API_KEY: API_KEY } });
  });
  afterAll(async () => {
    await world.close();
    await server.stop();
  });

  it('gets every event once: those before, those meanwhile, and those after', async () => {
    const urls = await Promise.all([world.start('api', 'all').ready, world.start('worker_1', 'all').ready]);
    const graph = chain(node('heard', 'event', { type: TOPIC }), node('end', 'set', { values: {} }));
    const { id } = await post<{ id: string }>(`${urls[0]}/api/v1/workflows`, { name: 'Late', graph });
    let isOver = false;
    let sent = 0;
    const send = async (sender: number): Promise<void> => {
      while (!isOver) {
        await post(`${urls[sender % 2]}/api/v1/events`, { type: TOPIC, data: { sender } });
        sent += 1;
      }
    };
    const senders = Array.from({ length: SENDERS }, (_, sender) => send(sender));
    await until('there is a past', () => sent >= 300, 30_000);
    const { jobId } = await post<{ jobId: string }>(`${urls[0]}/api/v1/workflows/${id}/publish`, {
      startFrom: 'beginning',
      rate: 5000,
    });
    const published = sent;
    await until('events come after it', () => sent >= published + 300, 30_000);
    isOver = true;
    await Promise.all(senders);
    await until(
      'the past is fed',
      async () => {
        const { rows } = await world.pool.query<{ status: string }>('select status from job where id = $1', [jobId]);
        return rows[0]?.status === 'succeeded';
      },
      60_000,
    );
    await world.drain();
    const { rows } = await world.pool.query<{ runs: number; events: number }>(
      `select runs, count(*)::int as events from (
         select count(r.id)::int as runs from event e left join run r on r.event_id = e.id where e.type = $1 group by e.id
       ) counted group by runs`,
      [TOPIC],
    );
    expect(rows).toEqual([{ runs: 1, events: sent }]);
  });
});
