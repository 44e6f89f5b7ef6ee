import { setTimeout as sleep } from 'node:timers/promises';
import { makeTempDir } from '../../test/support/servers.js';
import { Figures } from '../figures.js';
import { memoryOf } from '../process-tree.js';
import { Product } from '../product.js';
import type { Scenario } from './scenario.js';

/** So long after its start, a server has nothing left to do. */
const IDLE_AFTER_MS = 5000;

/** Starts with the database that it brings along: the first on an empty data directory, and the second on the same. */
export const start: Scenario = {
  name: 'start',
  once: true,
  measure: async ({ options }) => {
    const firsts: number[] = [];
    const seconds: number[] = [];
    const sizes: number[] = [];
    for (let round = 0; round < options.rounds; round += 1) {
      const { dir: dataDir, remove } = await makeTempDir();
      const first = await Product.start({ dataDir });
      await first.stop();
      const second = await Product.start({ dataDir });
      await sleep(IDLE_AFTER_MS);
      sizes.push(await memoryOf([second.pid]));
      await second.stop();
      await remove();
      firsts.push(first.startedIn);
      seconds.push(second.startedIn);
    }
    return new Figures('start')
      .addMedian('empty data directory to ready', firsts, 'ms', { goal: { most: 3000 } })
      .addMedian('second start to ready', seconds, 'ms', { goal: { most: 2000 } })
      .addMedian('memory of all processes, idle', sizes, 'MB', { goal: { most: 250 } }).all;
  },
};
