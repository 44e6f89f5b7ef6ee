import { resultsOfFrames } from './loop-results.js';
import type { Plan } from './plan-graph.js';
import { goesOn, isSettled } from './ready-nodes.js';
import type { LoopResult, LoopState, RunState, StepChanged, StepPlace, StepState } from './run-state.js';
import { lastOutput } from './step-input.js';

/** The run itself, or an iteration in it, with the plan that it follows. */
export interface RestoredFrame {
  plan: Plan;
  state: RunState;
}

/**
 * Makes the state of a run out of its steps as they were stored: those of iterations go back into their loops, and the
 * output of a loop that has ended is put together from them. What was under way is as it was: the next event is `resumed`.
 *
 * @param start the step of the trigger, which is not stored
 */
export function restoreRun(plan: Plan, start: StepState, rows: readonly StepChanged[]): RunState {
  return restoreFrame(plan, [{ nodeId: plan.trigger, step: start }, ...rows], '', new Map());
}

/** The same with every iteration that there was, by `iteration`; that of the run itself is empty. */
export function restoreFrames(
  plan: Plan,
  start: StepState,
  rows: readonly StepChanged[],
): ReadonlyMap<string, RestoredFrame> {
  const frames = new Map<string, RestoredFrame>();
  restoreFrame(plan, [{ nodeId: plan.trigger, step: start }, ...rows], '', frames);
  return frames;
}

/** Whether a stored step is the start of an iteration: it keeps the item, and is no step of its own. */
export function isIterationStart(plan: Plan, { nodeId, iteration }: StepPlace): boolean {
  return depthOf(iteration) > (plan.loops.get(nodeId)?.length ?? 0);
}

type RowsByIndex = Map<string, StepChanged[]>;

function restoreFrame(
  plan: Plan,
  rows: readonly StepChanged[],
  iteration: string,
  frames: Map<string, RestoredFrame>,
): RunState {
  const depth = depthOf(iteration);
  // Without a prototype, since a node may have any name.
  const steps = Object.create(null) as Record<string, StepState>;
  const inLoops = new Map<string, RowsByIndex>();
  for (const row of rows) {
    if (depthOf(row.iteration) === depth) steps[row.nodeId] = row.step;
    else addTo(inLoops, loopsAround(plan, row)[depth] ?? '', row, depth);
  }
  for (const [id, step] of Object.entries(steps)) {
    const body = id === plan.trigger ? undefined : plan.nodes.get(id)?.body;
    if (body)
      steps[id] = withFrames(step, body, inLoops.get(id) ?? new Map<string, StepChanged[]>(), iteration, frames);
  }
  const state = { steps };
  frames.set(iteration, { plan, state });
  return state;
}

/** The loops around a row, the outermost first; the start of an iteration is in its own loop. */
function loopsAround(plan: Plan, row: StepPlace): readonly string[] {
  const loops = plan.loops.get(row.nodeId) ?? [];
  return isIterationStart(plan, row) ? [...loops, row.nodeId] : loops;
}

function addTo(loops: Map<string, RowsByIndex>, loopId: string, row: StepChanged, depth: number): void {
  const frames: RowsByIndex = loops.get(loopId) ?? new Map<string, StepChanged[]>();
  const index = row.iteration?.split('.')[depth] ?? '';
  const rows = frames.get(index);
  if (rows) rows.push(row);
  else frames.set(index, [row]);
  loops.set(loopId, frames);
}

function withFrames(
  step: StepState,
  body: Plan,
  rows: RowsByIndex,
  iteration: string,
  all: Map<string, RestoredFrame>,
): StepState {
  const frames: Record<string, RunState> = {};
  for (const [index, own] of rows) {
    const frame = restoreFrame(body, own, iteration === '' ? index : `${iteration}.${index}`, all);
    // Those that were dropped, since the list has become shorter, are none of the loop's.
    if (frame.steps[body.trigger]?.status !== 'cancelled') frames[index] = frame;
  }
  if (!isSettled(step)) return { ...step, loop: reopen(body, frames) };
  const isMadeOfThem = step.status === 'succeeded' && step.output === undefined;
  return isMadeOfThem ? { ...step, output: resultsOfFrames(body, frames) } : step;
}

/** A loop that goes on: of its iterations that have ended only the results. */
function reopen(body: Plan, stored: Readonly<Record<string, RunState>>): LoopState {
  const frames: Record<string, RunState> = {};
  let next = 0;
  let results: LoopResult | undefined;
  for (const [key, state] of Object.entries(stored)) {
    const index = Number(key);
    next = Math.max(next, index + 1);
    if (hasEndedWell(body, state)) results = { index, value: lastOutput(body, state), earlier: results };
    else frames[key] = state;
  }
  return { concurrency: 1, next, frames, ...(results && { results }) };
}

function hasEndedWell(body: Plan, { steps }: RunState): boolean {
  return [...body.nodes.keys()].every((id) => goesOn(steps[id]) || steps[id]?.status === 'skipped');
}

function depthOf(iteration: string | undefined): number {
  return iteration === undefined || iteration === '' ? 0 : iteration.split('.').length;
}
