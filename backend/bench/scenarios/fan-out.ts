import { setTimeout as sleep } from 'node:timers/promises';
import type { Backing } from '../backing.js';
import { Figures } from '../figures.js';
import { cpuOf } from '../process-tree.js';
import type { Product } from '../product.js';
import { quantile } from '../statistics.js';
import { listener } from '../workflows.js';
import type { Scenario } from './scenario.js';
import { withProduct } from './with-product.js';

const CONSUMERS = [1, 10, 100];

/** One event after the other, so many. */
const EVENTS = 100;

/** The first ones find connections closed and code cold. */
const WARM_UP_EVENTS = 20;

interface Measured {
  /** From the 202 to the end of the last run, for each event; milliseconds. */
  times: number[];
  /** Processor time of all processes for one event; milliseconds. */
  cpu: number;
}

/** One event to many workflows. */
export const fanOut: Scenario = {
  name: 'fan-out',
  measure: (run) => {
    const workflows = CONSUMERS.flatMap((count) =>
      Array.from({ length: count }, (_, index) => [`${count}/${index}`, listener(`fan.out-${count}`)] as const),
    );
    return withProduct(run, Object.fromEntries(workflows), async (product, backing) => {
      const figures = new Figures('fan-out', run.backing);
      const cpus = new Map<number, number>();
      for (const count of CONSUMERS) {
        await publishAll(product, backing, count, WARM_UP_EVENTS);
        const { times, cpu } = await publishAll(product, backing, count, EVENTS);
        cpus.set(count, cpu);
        const goal = count === 100 ? { goal: { most: 60 } } : {};
        figures
          .add(`202 to the last of ${count} ends, p50`, quantile(times, 0.5), 'ms', { digits: 1, ...goal })
          .add(`202 to the last of ${count} ends, p95`, quantile(times, 0.95), 'ms', { digits: 1 });
      }
      const extra = ((cpus.get(100) ?? 0) - (cpus.get(1) ?? 0)) / 99;
      return figures.add('processor time of each extra consumer', extra, 'ms', { digits: 3, goal: { most: 0.15 } }).all;
    });
  },
};

async function publishAll(product: Product, backing: Backing, consumers: number, events: number): Promise<Measured> {
  const pids = [product.pid, ...(await backing.pids())];
  const accepted = new Map<string, number>();
  const before = await cpuOf(pids);
  const endedBefore = await product.ended();
  for (let sent = 1; sent <= events; sent += 1) {
    const { id } = await product.call<{ id: string }>('POST', '/events', { type: `fan.out-${consumers}`, data: DATA });
    accepted.set(id, performance.timeOrigin + performance.now());
    while ((await product.ended()) < endedBefore + sent * consumers) await sleep(20);
  }
  const cpu = ((await cpuOf(pids)) - before) / events;
  const ends = await backing.query<{ event_id: string; ended: string }>(
    'select event_id, extract(epoch from max(finished_at)) * 1000 as ended from run where event_id = any($1) group by 1',
    [[...accepted.keys()]],
  );
  return { times: ends.map(({ event_id, ended }) => Number(ended) - (accepted.get(event_id) ?? 0)), cpu };
}

const DATA = { amount: 150, customer: { id: 7, tier: 'gold' } };
