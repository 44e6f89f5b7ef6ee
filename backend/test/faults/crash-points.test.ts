import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CRASH_POINTS, type CrashPoint } from '../../src/platform/faults/crash-point.js';
import { until } from '../support/until.js';
import { armCrash, crashAt } from './arm-crash.js';
import { startFaultServer, type FaultServer } from './fault-server.js';
import { FaultWorld } from './fault-world.js';
import type { Program } from './program.js';

const ORDERS = 20;

/** At which of its visits the process dies, where the first would be too early to be in the middle of something. */
const VISITS: Partial<Record<CrashPoint, number>> = { 'claim.after-commit': 3, 'checkpoint.after-commit': 4 };

type Provoke = (world: FaultWorld, program: Program) => Promise<void>;

/** Told to stop while calls are under way that do not end, it gives their runs back. */
const stop: Provoke = (_world, program) => Promise.resolve(program.signalGroup('SIGTERM'));

/** Leases that end while calls are under way are found by the sweep, unless they are renewed before it comes by. */
const endLeases: Provoke = async ({ pool }, program) => {
  await until(
    'the sweep finds an ended lease',
    async () => {
      await pool.query("update run set wake_at = now() where status = 'running'");
      return program.hasEnded();
    },
    20_000,
  );
};

/** What does not come by itself is brought about while calls are held. */
const PROVOKED: Partial<Record<CrashPoint, Provoke>> = {
  'sweep.before-commit': endLeases,
  'sweep.after-commit': endLeases,
  'release.before-commit': stop,
  'release.after-commit': stop,
};

/** Jobs have tests of their own. */
const POINTS = CRASH_POINTS.filter((point) => !point.startsWith('job.'));

/** Every point in turn, several of these turns side by side: what takes time is that processes start. */
const LANES = [0, 1, 2].map((lane) => ({ lane, points: POINTS.filter((_, index) => index % 3 === lane) }));

let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer();
});
afterAll(() => server.stop());

describe.concurrent.each(LANES)('a process that is killed (group $lane)', ({ points }) => {
  let world: FaultWorld;
  let program: Program;

  /** The process that takes over from the one that died is the next one to die, at the next point. */
  function start(point: CrashPoint | undefined): Program {
    return world.start('api', 'all', { env: point === undefined ? {} : crashAt(point, VISITS[point]) });
  }

  beforeAll(async () => {
    world = await FaultWorld.open({ server, leaseMs: 1000 });
    program = start(points[0]);
  });
  afterAll(() => world.close());

  it.sequential.each(points)('at %s loses nothing and doubles nothing', async (point) => {
    await program.ready;
    await armCrash(program, point);
    const provoke = PROVOKED[point];
    if (provoke) world.sink.hold('tell');
    const sent = world.send(point, ORDERS);
    if (provoke) {
      // The sweep comes by itself too, maybe before anything is under way.
      await until('calls are under way', () => world.sink.held() > 0 || program.hasEnded(), 30_000);
      await provoke(world, program);
    }
    await until(`the crash at ${point}`, () => program.hasEnded(), 60_000);
    expect(await program.ended).toBeNull();
    world.sink.open();

    program = start(points[points.indexOf(point) + 1]);
    const died = Date.now();
    await sent;
    await world.drain();
    expect(Date.now() - died).toBeLessThan(60_000);
    expect(await world.violations()).toEqual([]);
  });
});
