import { makePast, daysAgo } from '../../test/support/past.js';
import type { PruneResult } from '../../src/contract/index.js';
import type { Backing } from '../backing.js';
import { Figures } from '../figures.js';
import { load } from '../load.js';
import { Product } from '../product.js';
import { measureRound } from '../rounds.js';
import { median } from '../statistics.js';
import { storeCopies } from '../stored-runs.js';
import { hookOf } from '../target.js';
import { ACCEPT, PIPELINE } from '../workflows.js';
import type { Scenario } from './scenario.js';
import { withBacking } from './with-product.js';

/** The day that is over, in days ago. */
const OVER = 32;

/** Runs of that day that wait for something, and stay. */
const WAITING = 1000;

/** Requests a second meanwhile. */
const RATE = 50;

/** Dropping a day whose time is over, while requests go on coming. */
export const prune: Scenario = {
  name: 'prune',
  measure: (run) =>
    withBacking(run.backing, async (backing) => {
      const { history: count, seconds } = run.options;
      await storeDay(backing, count);
      // It prunes by itself a minute after its start.
      const product = await Product.start({ backing });
      const idle = await trickle(product, seconds * 1000);
      const { pruned, meanwhile } = await pruneUnderLoad(product);
      await product.stop();
      const [day] = pruned.filter(({ events }) => events > 0);
      if (!day) throw new Error('nothing was pruned');
      const worst = (rounds: { p99: number }[]) => Math.max(...rounds.map(({ p99 }) => p99));
      return new Figures('prune', run.backing)
        .add(`a day of ${count} events and their runs, ${WAITING} of which wait`, day.tookMs / 1000, 's', { digits: 1 })
        .add('events freed', day.events, '')
        .add('steps freed', day.steps, '')
        .add('given back', day.bytes / 1024 / 1024, 'MB')
        .add('events and runs that stay', day.survivors, '')
        .add(`accept at ${RATE}/s, idle, p50`, idle.p50, 'ms', { digits: 1 })
        .add(`accept at ${RATE}/s, idle, p99`, idle.p99, 'ms', { digits: 1 })
        .add(`accept at ${RATE}/s, pruning, p50`, median(meanwhile.map(({ p50 }) => p50)), 'ms', { digits: 1 })
        .add(`accept at ${RATE}/s, pruning, p99 of the worst second`, worst(meanwhile), 'ms', { digits: 1 })
        .add(
          'refused meanwhile',
          meanwhile.reduce((sum, { refused }) => sum + refused, 0),
          '',
          { goal: { most: 0 } },
        ).all;
    }),
};

async function storeDay(backing: Backing, count: number): Promise<void> {
  const product = await Product.start({ backing });
  await product.publish('pipeline', PIPELINE);
  await product.publish('accept', ACCEPT);
  const hook = hookOf(product, 'pipeline');
  await measureRound(hook, { connections: 1, milliseconds: 200 });
  const { host, port, path, body } = hook;
  const { answers } = await load({ host, port, path, body, connections: 0, rate: 10, milliseconds: 100 });
  const { eventId } = JSON.parse(answers[0]?.body ?? '{}') as { eventId: string };
  await product.stop();
  await makePast(backing, [OVER, OVER - 1]);
  await storeCopies(backing, eventId, count, daysAgo(OVER));
  await backing.query(
    `update run set status = 'waiting', finished_at = null where id in (select id from run order by id limit $1)`,
    [WAITING],
  );
}

async function pruneUnderLoad(product: Product) {
  let isPruning = true;
  const pruning = product.call<PruneResult>('POST', '/retention/prune').finally(() => {
    isPruning = false;
  });
  const meanwhile = [];
  while (isPruning) meanwhile.push(await trickle(product, 1000));
  return { pruned: (await pruning).prunings, meanwhile };
}

function trickle(product: Product, milliseconds: number) {
  const { host, port, path, body } = hookOf(product, 'accept');
  return load({ host, port, path, body, connections: 0, rate: RATE, milliseconds });
}
