import { advanceRun } from './advance-run.js';
import type { Plan } from './plan-graph.js';
import { NEW_RUN, type Command, type RunEvent, type RunState } from './run-state.js';

type Steps = RunState['steps'];

/** A run as the table holds it. */
interface Row {
  status: 'queued' | 'running' | 'ended';
  epoch: number;
  steps: Steps;
}

/** A worker's idea of the run that it once claimed, which may have another owner by now. */
interface Worker {
  epoch: number;
  state: RunState;
  /** Steps that changed since it last wrote. */
  unwritten: string[];
  /** Attempts that it is to make; a call is made only after the attempt was written. */
  attempts: { nodeId: string; attempt: number; isWritten: boolean }[];
  wantsToEnd: boolean;
}

export interface Model {
  row: Row;
  workers: (Worker | null)[];
  /** Attempts that were ever written, as `step 1`. */
  written: string[];
  /** How often the world was touched, by step. */
  calls: Record<string, number>;
  expired: number;
  crashed: number;
}

/** What the model gets wrong on purpose: the search has to notice. */
export type Mutation = 'no-fencing' | 'commit-without-epoch' | 'claim-without-epoch' | 'effect-before-commit';

export interface Rules {
  plan: Plan;
  mutation?: Mutation;
  /** So often a lease ends under a worker that lives, and so often a worker dies. */
  faults: number;
}

/** What may happen next: its name, and what becomes of it; an error if a promise is broken. */
export interface Way {
  name: string;
  go: () => Model;
}

const AT = 1;
const SETTLED = new Set(['succeeded', 'failed', 'skipped', 'cancelled']);

export const START: Model = {
  row: { status: 'queued', epoch: 0, steps: {} },
  workers: [null, null],
  written: [],
  calls: {},
  expired: 0,
  crashed: 0,
};

export function waysOn(rules: Rules, model: Model): Way[] {
  const ways = model.workers.flatMap((worker, index) =>
    worker ? workerWays(rules, model, worker, index) : claimWays(rules, model, index),
  );
  if (mayExpire(rules, model)) ways.push({ name: 'expire', go: () => expire(model) });
  return ways;
}

function workerWays(rules: Rules, model: Model, worker: Worker, index: number): Way[] {
  const ways: Way[] = [];
  const isDue = worker.wantsToEnd || worker.attempts.some(({ isWritten }) => !isWritten);
  if (isDue) ways.push({ name: `commit ${index}`, go: () => commit(rules, model, worker, index) });
  for (const { nodeId, attempt, isWritten } of worker.attempts)
    if (isWritten || rules.mutation === 'effect-before-commit')
      ways.push({ name: `effect ${index} ${nodeId}`, go: () => call(rules, model, worker, index, nodeId, attempt) });
  if (model.crashed < rules.faults)
    ways.push({
      name: `crash ${index}`,
      go: () => ({ ...withWorker(model, index, null), crashed: model.crashed + 1 }),
    });
  return ways;
}

function claimWays(rules: Rules, model: Model, index: number): Way[] {
  return model.row.status === 'queued' ? [{ name: `claim ${index}`, go: () => claim(rules, model, index) }] : [];
}

/** A run whose owner is gone is always found in the end; a live owner is late only so often. */
function mayExpire({ faults }: Rules, { row, workers, expired }: Model): boolean {
  const hasOwner = workers.some((worker) => worker?.epoch === row.epoch);
  return row.status === 'running' && (!hasOwner || expired < faults);
}

function expire(model: Model): Model {
  return { ...model, row: { ...model.row, status: 'queued' }, expired: model.expired + 1 };
}

function claim({ plan, mutation }: Rules, model: Model, index: number): Model {
  const epoch = model.row.epoch + (mutation === 'claim-without-epoch' ? 0 : 1);
  const isNew = Object.keys(model.row.steps).length === 0;
  const begun = { status: 'succeeded', output: 0, attempts: [] } as const;
  const state: RunState = isNew ? NEW_RUN : { steps: { [plan.trigger]: begun, ...model.row.steps } };
  const worker: Worker = { epoch, state, unwritten: [], attempts: [], wantsToEnd: false };
  const event: RunEvent = isNew ? { type: 'started', output: 0, at: AT } : { type: 'resumed', at: AT };
  return withWorker({ ...model, row: { ...model.row, status: 'running', epoch } }, index, hear(plan, worker, event));
}

/** Writes what is unwritten, or nothing if somebody else owns the run: then the worker forgets it. */
function commit({ plan, mutation }: Rules, model: Model, worker: Worker, index: number): Model {
  const { row } = model;
  const isOwner = row.epoch === worker.epoch || mutation === 'commit-without-epoch';
  const mayWrite = mutation === 'no-fencing' || (isOwner && row.status === 'running');
  if (!mayWrite) return withWorker(model, index, null);
  if (row.status === 'ended' && worker.wantsToEnd) throw new Error('the run ended twice');
  const steps: Record<string, Steps[string]> = { ...row.steps };
  for (const id of worker.unwritten) {
    const step = worker.state.steps[id];
    if (!step || id === plan.trigger) continue;
    if (SETTLED.has(steps[id]?.status ?? '')) throw new Error(`the result of ${id} was recorded twice`);
    steps[id] = step;
  }
  const attempts = worker.attempts.map(({ nodeId, attempt }) => ({ nodeId, attempt, isWritten: true }));
  const written = new Set([...model.written, ...attempts.map(({ nodeId, attempt }) => `${nodeId} ${attempt}`)]);
  return withWorker(
    {
      ...model,
      row: { ...row, steps, status: worker.wantsToEnd ? 'ended' : row.status },
      written: [...written].sort(),
    },
    index,
    worker.wantsToEnd ? null : { ...worker, unwritten: [], attempts },
  );
}

/** The world is touched; the outcome is at first known to this worker alone. */
function call({ plan }: Rules, model: Model, worker: Worker, index: number, nodeId: string, attempt: number): Model {
  if (!model.written.includes(`${nodeId} ${attempt}`)) throw new Error(`${nodeId} was called before it was recorded`);
  const calls = { ...model.calls, [nodeId]: (model.calls[nodeId] ?? 0) + 1 };
  if ((calls[nodeId] ?? 0) > 1 + model.expired) throw new Error(`${nodeId} was called twice by one owner`);
  const left = { ...worker, attempts: worker.attempts.filter((one) => one.nodeId !== nodeId) };
  const event: RunEvent = { type: 'succeeded', nodeId, attempt, output: 1, at: AT };
  return withWorker({ ...model, calls }, index, hear(plan, left, event));
}

function hear(plan: Plan, worker: Worker, event: RunEvent): Worker {
  const { state, commands } = advanceRun(plan, worker.state, event);
  const changed = Object.keys(state.steps).filter((id) => state.steps[id] !== worker.state.steps[id]);
  const begun = commands
    .filter((command): command is Extract<Command, { type: 'perform' }> => command.type === 'perform')
    .map(({ nodeId, attempt }) => ({ nodeId, attempt, isWritten: false }));
  return {
    ...worker,
    state,
    unwritten: [...new Set([...worker.unwritten, ...changed])].sort(),
    attempts: [...worker.attempts, ...begun],
    wantsToEnd: commands.some(({ type }) => type === 'finish'),
  };
}

function withWorker(model: Model, index: number, worker: Worker | null): Model {
  return { ...model, workers: model.workers.map((one, at) => (at === index ? worker : one)) };
}
