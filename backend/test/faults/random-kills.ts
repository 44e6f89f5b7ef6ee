import { setTimeout as sleep } from 'node:timers/promises';
import type { Slot } from './audit.js';
import type { FaultWorld } from './fault-world.js';
import { groupBy, type Violation } from './history.js';
import { Random } from './random.js';

export interface KillPlan {
  seed: number;
  orders: number;
  kills: number;
  /** One API and so many workers: what is killed. */
  workers: 1 | 2;
  /** Kills the database too, now and then; absent: it is left alone. */
  crashDatabase?: () => Promise<void>;
  /** Told of every kill. */
  onKill?: (victim: string) => void;
}

export interface KillReport {
  runs: number;
  acked: number;
  /** Leases that ended without a word. */
  takeOvers: number;
  /** The most of them that one run saw. */
  mostTakeOvers: number;
  /** Milliseconds from the last kill until every run had ended. */
  recovery: number;
  violations: Violation[];
}

/** A process dies after it has been up for at most so long; milliseconds. */
const LIFE_MS = 700;
/** One kill in so many is the database's, if it may be killed. */
const DATABASE_SHARE = 10;

/** Kills processes at random while orders come in, starts each again at once, and lets all come to rest after the last. */
export async function killAtRandom(world: FaultWorld, plan: KillPlan): Promise<KillReport> {
  const random = new Random(plan.seed);
  const slots: Slot[] = ['api', 'worker_1', 'worker_2'].slice(0, 1 + plan.workers) as Slot[];
  // The API works too, every other time: its runs begin where their events were accepted, or go by the queue.
  let starts = 0;
  const start = (slot: Slot) => world.start(slot, slot === 'api' ? (starts++ % 2 === 0 ? 'all' : 'api') : 'worker');
  await Promise.all(slots.map((slot) => start(slot).ready));

  // Orders and kills keep step, so that all kills fall into the traffic.
  let killed = 0;
  let begun = 0;
  const share = plan.orders / (plan.kills + 1);
  const gate = async (index: number) => {
    while (index > share * (killed + 1)) await sleep(10);
    begun = index;
  };
  const sent = world.send('order', plan.orders, { gate, senders: 16 });
  for (; killed < plan.kills; killed += 1) {
    const moment = share * (killed + random.next());
    while (begun < moment) await sleep(5);
    const victim = slots[random.below(slots.length)] ?? 'api';
    const isDatabase = random.below(DATABASE_SHARE) === 0;
    await world.programs.get(victim)?.ready;
    await sleep(random.below(LIFE_MS));
    if (plan.crashDatabase && isDatabase) await plan.crashDatabase();
    else {
      world.programs.get(victim)?.signalGroup('SIGKILL');
      start(victim);
    }
    plan.onKill?.(plan.crashDatabase && isDatabase ? 'the database' : victim);
  }
  const last = Date.now();
  await sent;
  await world.drain();
  return { ...(await sumUp(world)), recovery: Date.now() - last };
}

async function sumUp(world: FaultWorld): Promise<Omit<KillReport, 'recovery'>> {
  const { runs, client, runChanges } = await world.history();
  const lost = groupBy(
    runChanges.filter(({ from, to }) => from === 'running' && to === 'queued'),
    ({ runId }) => runId,
  );
  return {
    runs: runs.length,
    acked: new Set(client.flatMap((entry) => (entry.type === 'ok' ? [entry.eventId] : []))).size,
    takeOvers: [...lost.values()].reduce((sum, changes) => sum + changes.length, 0),
    mostTakeOvers: [...lost.values()].reduce((most, changes) => Math.max(most, changes.length), 0),
    violations: await world.violations(),
  };
}
