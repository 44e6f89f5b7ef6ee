import { setTimeout as sleep } from 'node:timers/promises';
import type { Backing } from '../backing.js';
import { Figures } from '../figures.js';
import { load } from '../load.js';
import { Product } from '../product.js';
import { measureInTurns, untilEnded } from '../rounds.js';
import { median } from '../statistics.js';
import { hookOf } from '../target.js';
import { ACCEPT, PIPELINE } from '../workflows.js';
import type { Scenario } from './scenario.js';
import { withBacking } from './with-product.js';

/** Requests a second while the backlog is worked off. */
const RATE = 100;

/** Runs that wait from a time when no worker ran, worked off while requests go on coming. */
export const backlog: Scenario = {
  name: 'backlog',
  measure: (run) =>
    withBacking(run.backing, async (backing) => {
      const { options } = run;
      const idle = await measureIdle(backing, options.rounds, options.seconds * 1000);
      await fill(backing, options.backlog);
      const drained = await drain(backing, options.backlog);
      const figures = new Figures('backlog', run.backing);
      return figures
        .add('completed with an empty queue', idle.rate, '/s')
        .add(`completed while ${options.backlog} are worked off`, drained.rate, '/s')
        .add('rate of the drain / rate with an empty queue', drained.rate / idle.rate, '', {
          digits: 2,
          goal: { least: 0.9 },
        })
        .add(`accept at ${RATE}/s, idle, p50`, idle.p50, 'ms', { digits: 1 })
        .add(`accept at ${RATE}/s, idle, p99`, idle.p99, 'ms', { digits: 1 })
        .add(`accept at ${RATE}/s, draining, p50`, drained.p50, 'ms', { digits: 1 })
        .add(`accept at ${RATE}/s, draining, p99`, drained.p99, 'ms', { digits: 1 })
        .add('accept p99, draining / idle', drained.p99 / idle.p99, '', { digits: 1, goal: { most: 2 } }).all;
    }),
};

interface Measured {
  rate: number;
  p50: number;
  p99: number;
}

async function measureIdle(backing: Backing, rounds: number, milliseconds: number): Promise<Measured> {
  const product = await Product.start({ backing });
  await product.publish('pipeline', PIPELINE);
  await product.publish('accept', ACCEPT);
  const [measured = []] = await measureInTurns([hookOf(product, 'pipeline')], rounds, {
    connections: 64,
    milliseconds,
  });
  const { p50, p99 } = await trickle(product, milliseconds);
  await product.stop();
  return { rate: median(measured.map(({ completed }) => completed)), p50, p99 };
}

/** Only the part that accepts runs meanwhile. */
async function fill(backing: Backing, requests: number): Promise<void> {
  const product = await Product.start({ backing, role: 'api' });
  const { host, port, path, body } = hookOf(product, 'pipeline');
  await load({ host, port, path, body, connections: 64, milliseconds: 0, requests });
  await product.stop();
}

async function drain(backing: Backing, waiting: number): Promise<Measured> {
  const product = await Product.start({ backing });
  const begun = performance.now();
  let isDrained = false;
  const draining = untilEnded(() => product.ended(), waiting).then(() => (isDrained = true));
  // The number of requests that come meanwhile cannot be known before.
  const latencies: number[][] = [];
  let requests = 0;
  while (!isDrained) {
    const one = await trickle(product, 2000);
    if (isDrained && latencies.length > 0) break;
    latencies.push([one.p50, one.p99]);
    requests += one.requests;
  }
  await draining;
  const seconds = (performance.now() - begun) / 1000;
  await sleep(500);
  await product.stop();
  return {
    rate: (waiting + requests) / seconds,
    p50: median(latencies.map(([p50 = 0]) => p50)),
    p99: median(latencies.map(([, p99 = 0]) => p99)),
  };
}

function trickle(product: Product, milliseconds: number) {
  const { host, port, path, body } = hookOf(product, 'accept');
  return load({ host, port, path, body, connections: 0, rate: RATE, milliseconds });
}
