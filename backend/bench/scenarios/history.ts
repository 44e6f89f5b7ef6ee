import type { Backing } from '../backing.js';
import { Figures } from '../figures.js';
import { load } from '../load.js';
import { Product } from '../product.js';
import { measureInTurns, measureRound } from '../rounds.js';
import { median, quantile } from '../statistics.js';
import { storeCopies } from '../stored-runs.js';
import { bytesPerRun } from '../stored-bytes.js';
import { hookOf } from '../target.js';
import { PIPELINE } from '../workflows.js';
import type { Scenario } from './scenario.js';
import { withBacking } from './with-product.js';

/** How often the newest page of runs is asked for. */
const PAGES = 200;

/** The same pipeline with an empty history and with a long one, in turns. */
export const history: Scenario = {
  name: 'history',
  measure: (run) =>
    withBacking(run.backing, (empty) =>
      withBacking(run.backing, async (full) => {
        const { history: count, rounds, seconds } = run.options;
        const few = await startWithHistory(empty, 0);
        const many = await startWithHistory(full, count);
        const figures = new Figures('history', run.backing);
        figures.add(`on disk for each of ${count} runs`, (await bytesPerRun(full)).total, 'bytes');
        const targets = [few, many].map((product) => hookOf(product, 'pipeline'));
        const measured = await measureInTurns(targets, rounds, { connections: 64, milliseconds: seconds * 1000 });
        const [before = 0, after = 0] = measured.map((all) => median(all.map(({ completed }) => completed)));
        figures
          .add('completed, empty history', before, '/s')
          .add(`completed, ${count} runs stored`, after, '/s')
          .add('with a long history / with none', after / before, '', { digits: 2, goal: { least: 0.9 } })
          .add('newest page of runs, empty history, p95', quantile(await pageTimes(few), 0.95), 'ms', { digits: 1 })
          .add(`newest page of runs, ${count} runs stored, p95`, quantile(await pageTimes(many), 0.95), 'ms', {
            digits: 1,
            goal: { most: 100 },
          });
        await Promise.all([few.stop(), many.stop()]);
        return figures.all;
      }),
    ),
};

async function startWithHistory(backing: Backing, count: number): Promise<Product> {
  const product = await Product.start({ backing });
  await product.publish('pipeline', PIPELINE);
  const hook = hookOf(product, 'pipeline');
  await measureRound(hook, { connections: 1, milliseconds: 200 });
  const { host, port, path, body } = hook;
  const { answers } = await load({ host, port, path, body, connections: 0, rate: 10, milliseconds: 100 });
  const { eventId } = JSON.parse(answers[0]?.body ?? '{}') as { eventId: string };
  if (count > 0) await storeCopies(backing, eventId, count);
  return product;
}

async function pageTimes(product: Product): Promise<number[]> {
  const times: number[] = [];
  for (let page = 0; page < PAGES; page += 1) {
    const begun = performance.now();
    await product.call('GET', '/runs?limit=50');
    times.push(performance.now() - begun);
  }
  return times;
}
