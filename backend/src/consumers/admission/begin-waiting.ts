import type { Lane } from '../../broker/flow-limits.js';
import type { SqlRunner } from '../../platform/database/sql.js';
import {
  ADMIT_RUNS,
  COUNT_BEGUN,
  COUNT_SLOTS,
  EXPLAIN_BLOCKED,
  FIND_CANDIDATES,
  MAX_CANDIDATES,
  MAX_PER_LANE,
  NOTE_BEGUN,
  SET_DUE,
} from './begin-runs.sql.js';
import { decideBegins, type Begun, type Blocked, type Candidate, type Taken } from './decide-begins.js';

/** A lane in which runs wait for their turn. */
export type TurnLane = Required<Pick<Lane, 'concurrency' | 'throttle'>>;

/** What came of looking at lanes. */
export interface BegunRuns {
  /** Ids of runs that may begin, oldest first. */
  admitted: string[];
  /** Whether some lane has more runs that could begin. */
  hasMore: boolean;
}

/** Lets the runs of lanes begin whose turn it is. Call it under the lock of the workflow. */
export async function beginWaiting(
  runner: SqlRunner,
  workflowId: string,
  lanes: readonly TurnLane[],
  isPaused: boolean,
): Promise<BegunRuns> {
  const perLane = Math.min(MAX_PER_LANE, Math.ceil(MAX_CANDIDATES / Math.max(1, lanes.length)));
  const candidates = await runner.run<Candidate>(FIND_CANDIDATES, [
    workflowId,
    lanes.map(({ concurrency }) => concurrency),
    lanes.map(({ throttle }) => throttle),
    perLane,
    isPaused,
  ]);
  if (candidates.length === 0) return { admitted: [], hasMore: false };
  const { admitted, blocked } = decideBegins(candidates, await findTaken(runner, workflowId, candidates));
  await admit(runner, workflowId, admitted);
  await explain(runner, blocked);
  return { admitted: admitted.map(({ id }) => id), hasMore: admitted.length >= perLane };
}

async function findTaken(runner: SqlRunner, workflowId: string, candidates: readonly Candidate[]): Promise<Taken> {
  const keys = [...new Set(candidates.map(({ concurrencyKey }) => concurrencyKey))];
  const slots = await runner.run<{ key: string; runs: number }>(COUNT_SLOTS, [workflowId, keys]);
  const throttles = distinctThrottles(candidates);
  const begun =
    throttles.length === 0
      ? []
      : await runner.run<Begun & Record<string, unknown>>(COUNT_BEGUN, [
          workflowId,
          throttles.map(({ key }) => key),
          throttles.map(({ periodMs }) => periodMs),
        ]);
  return { slots: new Map(slots.map(({ key, runs }) => [key, runs])), begun };
}

function distinctThrottles(candidates: readonly Candidate[]): { key: string; periodMs: number }[] {
  const found = new Map<string, { key: string; periodMs: number }>();
  for (const { throttleKey: key, throttlePeriodMs: periodMs } of candidates)
    if (periodMs !== null) found.set(`${periodMs}:${key}`, { key, periodMs });
  return [...found.values()];
}

async function admit(runner: SqlRunner, workflowId: string, admitted: readonly Candidate[]): Promise<void> {
  if (admitted.length === 0) return;
  await runner.run(ADMIT_RUNS, [admitted.map(({ id }) => id)]);
  const throttles = distinctThrottles(admitted);
  if (throttles.length === 0) return;
  await runner.run(NOTE_BEGUN, [
    workflowId,
    throttles.map(({ key }) => key),
    throttles.map(({ periodMs }) => periodMs),
    throttles.map(
      ({ key, periodMs }) =>
        admitted.filter((one) => one.throttleKey === key && one.throttlePeriodMs === periodMs).length,
    ),
  ]);
}

async function explain(runner: SqlRunner, blocked: readonly Blocked[]): Promise<void> {
  if (blocked.length === 0) return;
  await runner.run(EXPLAIN_BLOCKED, [blocked.map(({ id }) => id), blocked.map(({ held }) => JSON.stringify(held))]);
  const first = blocked.filter(({ due }) => due !== null);
  if (first.length > 0) await runner.run(SET_DUE, [first.map(({ id }) => id), first.map(({ due }) => due)]);
}
