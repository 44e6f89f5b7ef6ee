import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CRASH_POINTS, type CrashPoint } from '../../src/platform/faults/crash-point.js';
import { startFaultServer, type FaultServer } from './fault-server.js';
import { FaultWorld } from './fault-world.js';
import { until } from '../support/until.js';

const ORDERS = 40;

/** At which of its visits the process dies, where the first would be too early to be in the middle of something. */
const VISITS: Partial<Record<CrashPoint, number>> = {
  'claim.after-commit': 3,
  'checkpoint.after-commit': 4,
  'sweep.before-commit': 2,
};

describe('a process that is killed', () => {
  let server: FaultServer;
  beforeAll(async () => {
    server = await startFaultServer();
  });
  afterAll(() => server.stop());

  it.concurrent.each(CRASH_POINTS)('at %s loses nothing and doubles nothing', async (point) => {
    const world = await FaultWorld.open({ server, leaseMs: 1000 });
    try {
      const crashAt = `${point}:${VISITS[point] ?? 1}`;
      const first = world.start('api', 'all', { env: { EVENTLOOM_CRASH_AT: crashAt } });
      await first.ready;
      if (point.startsWith('release')) world.sink.hold('tell');
      const sent = world.send(point, ORDERS);
      if (point.startsWith('release')) await stopInTheMiddle(world, sent);
      await until(`the crash at ${crashAt}`, () => first.ended.then(() => true), 30_000);
      world.sink.open();
      await world.start('api', 'all').ready;
      await sent;
      expect(await world.drain()).toBeLessThan(60_000);
      expect(await world.violations()).toEqual([]);
    } finally {
      await world.close();
    }
  });
});

/** Told to stop while calls are under way that do not end: their runs are given back. */
async function stopInTheMiddle(world: FaultWorld, sent: Promise<void>): Promise<void> {
  await sent;
  await until('calls are under way', () => world.sink.held() > 0);
  world.programs.get('api')?.signalGroup('SIGTERM');
}
