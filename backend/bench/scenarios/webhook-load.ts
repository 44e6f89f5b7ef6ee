import { setTimeout as sleep } from 'node:timers/promises';
import type { Backing } from '../backing.js';
import { Figures, type Goal } from '../figures.js';
import { cpuOf, memoryOf } from '../process-tree.js';
import type { Product } from '../product.js';
import { measureInTurns, measureRound, type Round } from '../rounds.js';
import { median } from '../statistics.js';
import { hookOf, toPeer, type Target } from '../target.js';
import type { BenchRun } from './scenario.js';

export interface WebhookLoad {
  scenario: string;
  /** The webhook that is loaded. */
  hook: string;
  connections: number;
  /** What it is measured against, in turns. */
  anchor?: Target;
  /** Which rate the ratio to the anchor is taken of. */
  rate: 'accepted' | 'completed';
  goals?: Partial<Record<'ratio' | 'rate' | 'p50' | 'p99', Goal>>;
}

const MEMORY_GOAL: Goal = { most: 600 };

/** Loads a webhook of the product, in turns with an anchor and a peer if there are any, and tells how they compare. */
export async function measureWebhook(
  { backing: backingName, options }: BenchRun,
  { product, backing }: { product: Product; backing: Backing },
  { scenario, hook, connections: usual, anchor, rate, goals = {} }: WebhookLoad,
): Promise<Figures> {
  const figures = new Figures(scenario, backingName);
  const load = { connections: options.connections ?? usual, milliseconds: options.seconds * 1000 };
  const own = hookOf(product, hook);
  const peer = options.peer && (await toPeer(options.peer));
  const others = [anchor, peer].filter((target) => target !== undefined);
  const [rounds = [], ...otherRounds] = await measureInTurns([own, ...others], options.rounds, load);
  addRounds(figures, rounds, `${load.connections} connections`, rate, goals);
  others.forEach((target, index) => {
    const theirs = otherRounds[index] ?? [];
    const theirRate = target.ended ? rate : 'accepted';
    figures.addMedian(
      `${target.name}, ${theirRate}`,
      theirs.map((one) => one[theirRate]),
      '/s',
    );
    figures.addMedian(
      `${target.name}, answer p50`,
      theirs.map(({ p50 }) => p50),
      'ms',
      { digits: 1 },
    );
    figures.addMedian(
      `${target.name}, answer p99`,
      theirs.map(({ p99 }) => p99),
      'ms',
      { digits: 1 },
    );
    const ratio = median(rounds.map((one) => one[rate])) / median(theirs.map((one) => one[theirRate]));
    const goal = target === anchor ? goals.ratio : undefined;
    figures.add(`${rate} / ${target.name}`, ratio, '', { digits: 2, ...(goal && { goal }) });
  });
  await addCosts(figures, own, load, [product.pid], await backing.pids());
  return figures;
}

function addRounds(
  figures: Figures,
  rounds: readonly Round[],
  at: string,
  rate: WebhookLoad['rate'],
  goals: WebhookLoad['goals'] = {},
): void {
  const goalOf = (goal: Goal | undefined) => (goal ? { goal } : {});
  for (const one of ['accepted', 'completed'] as const)
    figures.addMedian(
      `${one}, ${at}`,
      rounds.map((round) => round[one]),
      '/s',
      one === rate ? goalOf(goals.rate) : {},
    );
  figures.add(
    'refused',
    rounds.reduce((sum, { refused }) => sum + refused, 0),
    '',
    { goal: { most: 0 } },
  );
  figures.addMedian(
    'answer p50',
    rounds.map(({ p50 }) => p50),
    'ms',
    { digits: 1, ...goalOf(goals.p50) },
  );
  figures.addMedian(
    'answer p99',
    rounds.map(({ p99 }) => p99),
    'ms',
    { digits: 1, ...goalOf(goals.p99) },
  );
}

/** One more round, to see what it takes: the looking itself takes a little too. */
async function addCosts(
  figures: Figures,
  target: Target,
  load: { connections: number; milliseconds: number },
  server: number[],
  backing: number[],
): Promise<void> {
  const before = { server: await cpuOf(server), backing: await cpuOf(backing) };
  const measuring = measureRound(target, load);
  await sleep(load.milliseconds * 0.8);
  const memory = await memoryOf([...server, ...backing]);
  const { requests, cpu } = await measuring;
  figures
    .add('processor time of the server for each', ((await cpuOf(server)) - before.server) / requests, 'ms', {
      digits: 3,
    })
    .add('processor time of the database for each', ((await cpuOf(backing)) - before.backing) / requests, 'ms', {
      digits: 3,
    })
    .add('processor taken by the load itself', cpu * 100, '%')
    .add('memory of all processes, under load', memory, 'MB', { goal: MEMORY_GOAL });
}
