import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPostgresBinDir } from '../support/installed-servers.js';
import { startFaultServer, type FaultServer } from './fault-server.js';
import { FaultWorld } from './fault-world.js';
import { killAtRandom } from './random-kills.js';

/** `FAULT_SEED` repeats the choices of another run, as far as the machine keeps the same time. */
const seed = Number(process.env.FAULT_SEED ?? randomInt(2 ** 31));
const ORDERS = 2000;
const KILLS = 20;
/** The embedded database has connections for two processes, and not for three. */
const WORKERS = findPostgresBinDir() === undefined ? 1 : 2;

describe(`an API and ${WORKERS} workers under ${ORDERS} orders (FAULT_SEED=${seed})`, () => {
  let server: FaultServer;
  let world: FaultWorld;
  beforeAll(async () => {
    server = await startFaultServer();
    world = await FaultWorld.open({ server, leaseMs: 3000 });
  });
  afterAll(async () => {
    await world.close();
    await server.stop();
  });

  it(`lose and double nothing when ${KILLS} of them are killed at random`, async () => {
    const report = await killAtRandom(world, { seed, orders: ORDERS, kills: KILLS, workers: WORKERS });
    process.stdout.write(`${KILLS} kills: ${JSON.stringify(report)}\n`);
    expect(report.violations).toEqual([]);
    expect(report.acked).toBeGreaterThan(ORDERS * 0.9);
    expect(report.recovery).toBeLessThan(60_000);
  });
});
