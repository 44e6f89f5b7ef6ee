import { setTimeout as sleep } from 'node:timers/promises';
import type { Job } from '../../src/contract/index.js';
import { Figures } from '../figures.js';
import type { Product } from '../product.js';
import { untilEnded } from '../rounds.js';
import { listener } from '../workflows.js';
import type { Scenario } from './scenario.js';
import { withProduct } from './with-product.js';

const TOPIC = 'replay.ordered';
const PER_REQUEST = 500;

/** The fastest that anybody may ask for; events a second. */
const RATE = 5000;

/** Stored events are handed to a workflow again, as fast as that goes. */
export const replay: Scenario = {
  name: 'replay',
  measure: (run) =>
    withProduct(run, {}, async (product) => {
      const { replay: count, rounds } = run.options;
      await store(product, count);
      await product.publish('replayed', listener(TOPIC));
      const handedOut: number[] = [];
      const completed: number[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const before = await product.ended();
        const begun = performance.now();
        const seconds = await replayAll(product);
        await untilEnded(() => product.ended(), before + count);
        handedOut.push(count / seconds);
        completed.push((count / (performance.now() - begun)) * 1000);
      }
      return new Figures('replay', run.backing)
        .addMedian(`handed out again, of ${count} events at ${RATE}/s`, handedOut, '/s')
        .addMedian('runs completed', completed, '/s').all;
    }),
};

/** Events that nobody hears yet. */
async function store(product: Product, count: number): Promise<void> {
  for (let from = 0; from < count; from += PER_REQUEST) {
    const length = Math.min(PER_REQUEST, count - from);
    const events = Array.from({ length }, (_, index) => ({ type: TOPIC, data: { amount: from + index } }));
    await product.call('POST', '/events', events);
  }
}

/** @returns how many seconds it took until all of them were handed out */
async function replayAll(product: Product): Promise<number> {
  const range = { type: TOPIC, from: '2020-01-01T00:00:00Z', to: '2120-01-01T00:00:00Z', rate: RATE };
  const { jobId } = await product.call<{ jobId: string }>('POST', '/events/replay', range);
  for (;;) {
    const { status, startedAt, finishedAt } = await product.call<Job>('GET', `/jobs/${jobId}`);
    if (status === 'succeeded') return (Date.parse(finishedAt ?? '') - Date.parse(startedAt ?? '')) / 1000;
    if (finishedAt !== null) throw new Error(`the replay ${status}`);
    await sleep(50);
  }
}
