import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../support/until.js';
import { startFaultServer, type FaultServer } from './fault-server.js';
import { FaultWorld } from './fault-world.js';
import { freezeWorker } from './freeze-worker.js';
import type { CrashPoint } from '../../src/platform/faults/crash-point.js';
import { armCrash, crashAt } from './arm-crash.js';

/**
 * The program itself, with a bug put into it before it starts: what the other tests find nothing wrong with, they would
 * have found. The fifth bug, ticks that are not unique, has its test beside the rule.
 */
describe('the checker', () => {
  let server: FaultServer;
  let world: FaultWorld;
  beforeAll(async () => {
    server = await startFaultServer();
  });
  afterEach(() => world.close());
  afterAll(() => server.stop());

  /** One process with a bug, which is killed at a point and started again, with the bug. */
  async function crash(point: CrashPoint, preload: string): Promise<void> {
    const first = world.start('api', 'all', { env: crashAt(point), preload });
    await first.ready;
    await armCrash(first, point);
    const sent = world.send('order', 10);
    await until('the crash', () => first.hasEnded(), 60_000);
    await world.start('api', 'all', { preload }).ready;
    await sent;
  }

  async function rulesBroken(): Promise<Set<string>> {
    return new Set((await world.violations()).map(({ rule }) => rule));
  }

  it('notices a write that is not fenced', async () => {
    world = await FaultWorld.open({ server, leaseMs: 1000 });
    await freezeWorker(world, 'seeded-bugs/no-fencing.mjs');
    // A checkpoint may be the first that is late; the result follows it.
    const isNoticed = async (): Promise<boolean> => {
      const broken = await rulesBroken();
      return broken.has('stale-write') && broken.has('result-doubled');
    };
    await until('the late writes', isNoticed, 30_000);
  });

  it('notices a 202 that came before its commit', async () => {
    world = await FaultWorld.open({ server, leaseMs: 1000 });
    await crash('accept.before-commit', 'seeded-bugs/early-answer.mjs');
    await world.drain();
    expect(await rulesBroken()).toContain('acked-lost');
  });

  it('notices an outbox that is skipped', async () => {
    world = await FaultWorld.open({ server, leaseMs: 500 });
    await crash('accept.after-commit', 'seeded-bugs/no-outbox.mjs');
    await expect(world.drain(4000)).rejects.toThrow('every run has ended');
    expect(await rulesBroken()).toContain('run-lost');
  });

  it('notices a key that changes from attempt to attempt', async () => {
    world = await FaultWorld.open({ server, leaseMs: 1000 });
    await crash('call.after-answer', 'seeded-bugs/key-per-attempt.mjs');
    await world.drain();
    expect(await rulesBroken()).toContain('key-unstable');
  });
});
