import { inspect, isDeepStrictEqual } from 'node:util';
import { locateStep } from './locate-step.js';
import type { Plan } from './plan-graph.js';
import { goesOn, isSettled, isTaken } from './ready-nodes.js';
import type { RandomRun } from './random-runs.test-support.js';
import { placeKey, restoreRows } from './row-table.test-support.js';
import type { LoopState, RunEvent, RunState, StepChanged, StepPlace, StepState } from './run-state.js';

/** Whether a step stopped the run, or the loop that it is in. */
export function isFatal({ step }: StepChanged): boolean {
  return step.status === 'failed' && !goesOn(step);
}

/** Every step of a run, those of iterations under way as well. */
export function* walkSteps(plan: Plan, { steps }: RunState, iteration?: string): Generator<StepChanged> {
  for (const [nodeId, step] of Object.entries(steps)) {
    yield { nodeId, ...(iteration !== undefined && { iteration }), step };
    const body = nodeId === plan.trigger ? undefined : plan.nodes.get(nodeId)?.body;
    for (const [index, frame] of Object.entries(step.loop?.frames ?? {}))
      if (body) yield* walkSteps(body, frame, iteration === undefined ? index : `${iteration}.${index}`);
  }
}

/**
 * A step begins once all that leads to it is settled (or, if it joins any, once one of that was taken), within its
 * iteration, and not after something around it has failed for good.
 */
export function checkBegin(
  { plan }: RandomRun,
  before: readonly StepChanged[],
  state: RunState,
  place: StepPlace,
): void {
  const name = `${place.nodeId} ${place.iteration ?? ''}`;
  const depth = place.iteration?.split('.').length ?? 0;
  if (depth !== (plan.loops.get(place.nodeId)?.length ?? 0)) throw new Error(`${name} began outside of its loop`);
  const fatal = before.find((row) => isFatal(row) && isStoppedBy(plan, place, row));
  if (fatal) throw new Error(`${name} began although ${fatal.nodeId} ${fatal.iteration ?? ''} had failed for good`);
  const earlier = before.find((row) => row.nodeId === place.nodeId && row.iteration === place.iteration);
  if (isSettled(earlier?.step)) throw new Error(`${name} began although it was done`);
  const located = locateStep(plan, state, place);
  const planned = located?.plan.nodes.get(place.nodeId);
  if (!located || !planned) throw new Error(`${name} began outside of its iteration`);
  const { steps } = located.state;
  if (planned.join === 'any') {
    if (!planned.incoming.some((edge) => isTaken(edge, steps)))
      throw new Error(`${name} began before anything led to it`);
  } else
    for (const { source } of planned.incoming)
      if (!isSettled(steps[source])) throw new Error(`${name} began before ${source} was settled`);
}

/** A failure stops what is in the same iteration, and in the other iterations of the loop around it. */
function isStoppedBy(plan: Plan, place: StepPlace, failed: StepPlace): boolean {
  const loops = plan.loops.get(failed.nodeId) ?? [];
  const around = failed.iteration?.split('.').slice(0, -1) ?? [];
  const indices = place.iteration?.split('.') ?? [];
  const own = plan.loops.get(place.nodeId) ?? [];
  return loops.every((loop, depth) => own[depth] === loop) && around.every((index, depth) => indices[depth] === index);
}

/** What asked for a time is not begun or ended before it, unless something happened to that very step. */
export function checkPatience(before: readonly StepChanged[], changes: readonly StepChanged[], event: RunEvent): void {
  const waiting = new Map(before.map((row) => [placeKey(row), row.step]));
  const own = 'nodeId' in event ? placeKey(event) : undefined;
  for (const { step, ...place } of changes) {
    const { status, wakeAt = 0 } = waiting.get(placeKey(place)) ?? {};
    if (status === 'waiting' && step.status !== 'cancelled' && placeKey(place) !== own && event.at < wakeAt)
      throw new Error(`${placeKey(place)} did not wait until its time`);
  }
}

/** The state is as large as the graph times the iterations that run side by side; these are as many as were asked for. */
export function checkSize(run: RandomRun, state: RunState, plan = run.plan): void {
  const steps = Object.entries(state.steps);
  if (steps.length > plan.nodes.size) throw new Error('the state outgrew the graph');
  for (const [id, { loop }] of steps) {
    const frames = Object.values(loop?.frames ?? {});
    // What an earlier run or worker had begun is all there until the loop goes on.
    if (loop?.items && frames.length > (run.behaviour.get(id)?.loop?.concurrency ?? 0))
      throw new Error(`${id} runs too much at once`);
    const body = plan.nodes.get(id)?.body;
    for (const frame of frames) if (body) checkSize(run, frame, body);
  }
}

/**
 * What is stored of a run says all that its state says, as long as nothing has stopped it. (While a loop that was taken
 * over is without its items, what comes is noted, but its iterations do not end by it yet.)
 */
export function checkStored(run: RandomRun, rows: readonly StepChanged[], state: RunState): void {
  if (rows.some(isFatal)) return;
  if ([...walkSteps(run.plan, state)].some(({ step: { loop } }) => loop && !loop.items)) return;
  const trigger = state.steps[run.plan.trigger];
  const restored = restoreRows(run.plan, rows);
  const known = toComparable({ steps: { ...restored.steps, ...(trigger && { [run.plan.trigger]: trigger }) } });
  if (!isDeepStrictEqual(known, toComparable(state)))
    throw new Error(`what is stored is not the state: ${inspect(known)} is not ${inspect(toComparable(state))}`);
}

/** The same for states that mean the same: what a loop repeats is asked for again, and its results have no order. */
function toComparable({ steps }: RunState): unknown {
  const all = Object.entries(steps).map(([id, { loop, ...step }]) => {
    const stored = JSON.parse(JSON.stringify(step)) as StepState;
    return [id, { step: stored, loop: loop && loopOf(loop) }] as const;
  });
  return new Map(all);
}

function loopOf({ frames, results }: LoopState): unknown {
  if (Object.keys(frames).length === 0 && !results) return undefined;
  const ended: [number, unknown][] = [];
  for (let result = results; result; result = result.earlier) ended.push([result.index, result.value]);
  return {
    frames: new Map(Object.entries(frames).map(([index, frame]) => [index, toComparable(frame)])),
    ended: new Map(ended),
  };
}
