import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findRedisServer } from '../support/installed-servers.js';
import { startRedisServer } from '../support/servers.js';
import { until } from '../support/until.js';
import { startFaultServer, type FaultServer } from './fault-server.js';
import { FaultWorld } from './fault-world.js';
import { freezeWorker } from './freeze-worker.js';

describe('an outage', () => {
  let server: FaultServer;
  let world: FaultWorld;
  beforeAll(async () => {
    server = await startFaultServer('embedded');
  });
  afterEach(() => world.close());
  afterAll(() => server.stop());

  it('of the database, which is killed and starts again, loses nothing that was accepted', async () => {
    world = await FaultWorld.open({ server, leaseMs: 2000 });
    await Promise.all([world.start('api', 'api').ready, world.start('worker_1', 'worker').ready]);
    let begun = 0;
    const sent = world.send('order', 400, { gate: (index) => Promise.resolve(void (begun = index)) });
    await until('half of the orders', () => begun >= 200, 30_000);
    await server.crash();
    const crashed = Date.now();
    await sent;
    await world.drain();
    expect(Date.now() - crashed).toBeLessThan(60_000);
    expect(await world.violations()).toEqual([]);
  });

  it('of a worker that stands still past its lease ends with its late write refused', async () => {
    world = await FaultWorld.open({ server, leaseMs: 1500 });
    const frozen = await freezeWorker(world);
    await until(
      'the late write is refused',
      () => frozen.output().includes('another worker took the run over'),
      30_000,
    );
    const { runs, steps, results } = await world.history();
    // It got on with its new owner: what the old one cost it is no longer held against it.
    expect(runs.map(({ status, takeOvers }) => [status, takeOvers])).toEqual([
      ['succeeded', 0],
      ['succeeded', 0],
      ['succeeded', 0],
    ]);
    expect(Math.max(...results.map(({ epoch }) => epoch))).toBeGreaterThan(1);
    expect(results).toHaveLength(steps.length);
    expect(await world.violations()).toEqual([]);
  });

  it.runIf(findRedisServer())('of the queue, which forgets everything, costs no run', async () => {
    const redisServer = await startRedisServer();
    const redis = new Redis(redisServer.url);
    try {
      const env = { EVENTLOOM_WORKER_CONCURRENCY: '4' };
      world = await FaultWorld.open({ server, redisUrl: redisServer.url, leaseMs: 2000, env });
      await Promise.all([world.start('api', 'api').ready, world.start('worker_1', 'worker').ready]);
      world.sink.hold('tell');
      await world.send('order', 200);
      expect(await redis.llen('bull:runs:wait')).toBeGreaterThan(0);
      await redis.flushall();
      world.sink.open();
      expect(await world.drain()).toBeLessThan(30_000);
      expect(await world.violations()).toEqual([]);
    } finally {
      redis.disconnect();
      await redisServer.stop();
    }
  });
});
