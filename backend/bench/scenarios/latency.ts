import type { Backing } from '../backing.js';
import { Figures, type Goal } from '../figures.js';
import { load } from '../load.js';
import type { LoadResult } from '../load-client.js';
import type { Product } from '../product.js';
import { untilEnded } from '../rounds.js';
import { quantile } from '../statistics.js';
import { hookOf } from '../target.js';
import { PIPELINE, SYNC } from '../workflows.js';
import type { BenchRun, Scenario } from './scenario.js';
import { withProduct } from './with-product.js';

const RATES = [50, 10];

const GOALS: Partial<Record<number, { p50: Goal; p99: Goal }>> = { 50: { p50: { most: 8 }, p99: { most: 30 } } };

/** Requests that come whether the ones before are done or not: how soon a run begins and ends when little happens. */
export const latency: Scenario = {
  name: 'latency',
  measure: (run) =>
    withProduct(run, { pipeline: PIPELINE, sync: SYNC }, async (product, backing) => {
      const figures = new Figures('latency', run.backing);
      const { answers } = await openLoop(product, 'pipeline', 50, 2000);
      await untilEnded(() => product.ended(), answers.length);
      for (const rate of RATES) await measureRate(run, figures, product, backing, rate);
      return figures.all;
    }),
};

async function measureRate(
  { options }: BenchRun,
  figures: Figures,
  product: Product,
  backing: Backing,
  rate: number,
): Promise<void> {
  const milliseconds = Math.max(2, options.seconds * 2) * 1000;
  const endedBefore = await product.ended();
  const { answers } = await openLoop(product, 'pipeline', rate, milliseconds);
  await untilEnded(() => product.ended(), endedBefore + answers.length);
  const { firsts, ends } = await timesOf(backing, answers);
  const goals = GOALS[rate];
  for (const [name, times] of [
    ['to the first step', firsts],
    ['to finished', ends],
  ] as const)
    for (const [quantileName, share] of [
      ['p50', 0.5],
      ['p95', 0.95],
      ['p99', 0.99],
    ] as const) {
      const goal = times === ends && quantileName !== 'p95' ? goals?.[quantileName] : undefined;
      const options = { digits: 1, ...(goal && { goal }) };
      figures.add(`${rate}/s, request ${name}, ${quantileName}`, quantile(times, share), 'ms', options);
    }
  const answered = await openLoop(product, 'sync', rate, milliseconds);
  figures
    .add(`${rate}/s, request to the answer of the last node, p50`, answered.p50, 'ms', { digits: 1 })
    .add(`${rate}/s, request to the answer of the last node, p99`, answered.p99, 'ms', { digits: 1 });
}

function openLoop(product: Product, hook: string, rate: number, milliseconds: number): Promise<LoadResult> {
  const { host, port, path, body } = hookOf(product, hook);
  return load({ host, port, path, body, connections: 0, rate, milliseconds });
}

/** Milliseconds from when each request was due, by the database's clock, which is this machine's. */
async function timesOf(
  backing: Backing,
  answers: LoadResult['answers'],
): Promise<{ firsts: number[]; ends: number[] }> {
  const due = new Map(answers.map(({ body, dueAt }) => [(JSON.parse(body) as { runId: string }).runId, dueAt]));
  const rows = await backing.query<{ id: string; first: string; ended: string }>(
    `
select run.id, extract(epoch from min(step.started_at)) * 1000 as first, extract(epoch from run.finished_at) * 1000 as ended
from run join step on step.run_id = run.id where run.id = any($1) and run.finished_at is not null group by run.id`,
    [[...due.keys()]],
  );
  if (rows.length < due.size) throw new Error(`only ${rows.length} of ${due.size} runs have ended`);
  return {
    firsts: rows.map(({ id, first }) => Number(first) - (due.get(id) ?? 0)),
    ends: rows.map(({ id, ended }) => Number(ended) - (due.get(id) ?? 0)),
  };
}
