import { parseArgs } from 'node:util';
import { randomInt } from 'node:crypto';
import { startFaultServer } from './fault-server.js';
import { FaultWorld } from './fault-world.js';
import { killAtRandom } from './random-kills.js';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(randomInt(2 ** 31)) },
    events: { type: 'string', default: '20000' },
    kills: { type: 'string', default: '200' },
  },
});
const plan = { seed: Number(values.seed), orders: Number(values.events), kills: Number(values.kills) };

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Kills an API, a worker and their database for as long as it is told to, and ends with code 1 if a promise was broken. */
async function soak(): Promise<void> {
  say(`${plan.orders} orders and ${plan.kills} kills; repeat with --seed ${plan.seed}`);
  const server = await startFaultServer('embedded');
  const world = await FaultWorld.open({ server, leaseMs: 3000 });
  const begun = Date.now();
  let kills = 0;
  const onKill = (victim: string) => say(`${++kills}. kill after ${seconds(begun)}: ${victim}`);
  try {
    const report = await killAtRandom(world, { ...plan, workers: 1, crashDatabase: () => server.crash(), onKill });
    const { runs, acked, takeOvers, recovery, violations } = report;
    say(`${acked} orders accepted, ${runs} runs, ${takeOvers} take-overs in ${seconds(begun)}`);
    say(`everything had ended ${(recovery / 1000).toFixed(1)} s after the last kill`);
    for (const { rule, subject, detail } of violations.slice(0, 50)) say(`BROKEN ${rule}: ${subject}: ${detail}`);
    say(`${violations.length} broken promises`);
    process.exitCode = violations.length > 0 ? 1 : 0;
  } finally {
    await world.close();
    await server.stop();
  }
}

function seconds(since: number): string {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}

await soak();
