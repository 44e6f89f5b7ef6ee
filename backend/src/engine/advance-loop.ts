import { LOOP_DONE_PORT, type RunError } from '../contract/index.js';
import { cancelFrame, isAtRest, isBusy } from './frame-result.js';
import { atRest, endAttempt, iterationWithin, placeOf, type Frame, type FrameResult } from './frame.js';
import { endWith, failForGood, isUnderWay } from './end-step.js';
import { loopResults } from './loop-results.js';
import type { Plan, PlanNode } from './plan-graph.js';
import { lastOutput } from './step-input.js';
import { NEW_RUN, type LoopState, type Millis, type RunEvent, type RunState, type StepState } from './run-state.js';

/** Works an event into an iteration; handed in, since iterations may hold loops again. */
export type AdvanceFrame = (
  plan: Plan,
  state: RunState,
  event: RunEvent,
  place: Pick<Frame, 'iteration' | 'isHalted' | 'out'>,
) => FrameResult;

/** A loop step with what belongs to it. */
interface OpenLoop {
  frame: Frame;
  planned: PlanNode;
  body: Plan;
  advance: AdvanceFrame;
}

/** A loop has its items: goes on with the iterations that were taken over, and begins others. True if it is settled. */
export function beginLoop(frame: Frame, event: Extract<RunEvent, { type: 'looping' }>, advance: AdvanceFrame): boolean {
  const { nodeId, attempt, items, concurrency, at } = event;
  const step = frame.steps[nodeId];
  const open = openLoop(frame, nodeId, advance);
  if (!open || !step || !isUnderWay(step, attempt) || step.loop?.items) return false;
  const taken = Object.keys(step.loop?.frames ?? {})
    .map(Number)
    .filter((index) => index < items.length)
    .sort((a, b) => a - b);
  let loop: LoopState = { items, concurrency, next: (taken.at(-1) ?? -1) + 1, frames: {} };
  for (const index of taken) {
    const stored = step.loop?.frames[index] ?? NEW_RUN;
    const result = enter(open, loop, index, stored, { type: 'resumed', at });
    loop = absorb(open, loop, index, result, at);
  }
  return goOn(open, step, loop, at);
}

/** Hands an event to one iteration, or to all that are under way. True if the loop is settled by it. */
export function advanceLoop(
  frame: Frame,
  nodeId: string,
  event: RunEvent,
  advance: AdvanceFrame,
  index?: string,
): boolean {
  const step = frame.steps[nodeId];
  const open = openLoop(frame, nodeId, advance);
  if (!open || !step?.loop) return false;
  let { loop } = step;
  const indices = index === undefined ? Object.keys(loop.frames) : [index].filter((one) => loop.frames[one]);
  if (indices.length === 0) return false;
  for (const one of indices) {
    const result = enter(open, loop, Number(one), loop.frames[one] ?? NEW_RUN, event);
    loop = loop.items ? absorb(open, loop, Number(one), result, event.at) : withFrame(loop, one, result.state);
  }
  return loop.items ? goOn(open, step, loop, event.at) : keep(frame, nodeId, step, loop);
}

function withFrame(loop: LoopState, index: number | string, state: RunState): LoopState {
  return { ...loop, frames: { ...loop.frames, [index]: state } };
}

function openLoop(frame: Frame, nodeId: string, advance: AdvanceFrame): OpenLoop | undefined {
  const planned = frame.plan.nodes.get(nodeId);
  return planned?.body && { frame, planned, body: planned.body, advance };
}

function enter(
  { frame, body, advance }: OpenLoop,
  loop: LoopState,
  index: number,
  state: RunState,
  event: RunEvent,
): FrameResult {
  return advance(body, state, event, {
    iteration: iterationWithin(frame, index),
    // Without its items a loop was taken over and does not go on yet: what comes meanwhile is only noted.
    isHalted: frame.isHalted || loop.failure !== undefined || !loop.items,
    out: frame.out,
  });
}

/** Notes what became of an iteration; one that has ended leaves nothing behind but its result. */
function absorb(open: OpenLoop, loop: LoopState, index: number, result: FrameResult, at: Millis): LoopState {
  const failure = loop.failure ?? result.failure;
  const { [index]: _, ...others } = loop.frames;
  if (!isAtRest(result) && !(result.failure && !result.isBusy))
    return { ...withFrame(loop, index, result.state), ...(failure && { failure }) };
  if (result.failure) {
    cancelFrame(open.body, result.state, iterationWithin(open.frame, index), at, open.frame.out);
    return { ...loop, failure: failure ?? result.failure, frames: others };
  }
  const value = lastOutput(open.body, result.state);
  return { ...loop, frames: others, results: { index, value, earlier: loop.results } };
}

/** Begins iterations while there is room for them; ends the loop when all have ended, or when one has failed. */
function goOn(open: OpenLoop, step: StepState, begun: LoopState, at: Millis): boolean {
  let loop = begun;
  const { items = [] } = loop;
  while (!open.frame.isHalted && !loop.failure && loop.next < items.length && hasRoom(loop)) {
    const index = loop.next;
    loop = { ...loop, next: index + 1 };
    const result = enter(open, loop, index, NEW_RUN, { type: 'started', output: items[index], at });
    loop = absorb(open, loop, index, result, at);
  }
  if (loop.failure) loop = { ...loop, frames: cancelIdle(open, loop, at) };
  const { frame, planned } = open;
  if (frame.isHalted || Object.keys(loop.frames).length > 0) return keep(frame, planned.id, step, loop);
  if (loop.failure) return failLoop(open, step, loop.failure, at);
  return endWith(frame, planned.id, { output: loopResults(loop.results, items.length), port: LOOP_DONE_PORT, at });
}

/** When a loop has failed, iterations that only wait are not waited for; what is being performed may end. */
function cancelIdle({ frame, body }: OpenLoop, loop: LoopState, at: Millis): LoopState['frames'] {
  const all = Object.entries(loop.frames);
  for (const [index, state] of all)
    if (!isBusy(state)) cancelFrame(body, state, iterationWithin(frame, index), at, frame.out);
  return Object.fromEntries(all.filter(([, state]) => isBusy(state)));
}

function hasRoom({ frames, concurrency }: LoopState): boolean {
  return Object.keys(frames).length < concurrency;
}

/** The iterations of a loop are no part of what is stored of its step, so that it has not changed by them. */
function keep(frame: Frame, nodeId: string, step: StepState, loop: LoopState): boolean {
  frame.steps[nodeId] = { ...step, loop };
  return false;
}

function failLoop({ frame, planned }: OpenLoop, step: StepState, error: RunError, at: Millis): boolean {
  return failForGood(frame, planned, endAttempt(atRest(step), at, error), error, at);
}

/** After a take-over, asks again for what a loop repeats, without another attempt: evaluating it touches nothing. */
export function askForItems(frame: Frame, nodeId: string, step: StepState): void {
  const attempt = step.attempts.at(-1)?.number ?? 1;
  frame.out.commands.push({ type: 'perform', attempt, ...placeOf(frame, nodeId) });
  const { items: _, ...loop } = step.loop ?? { concurrency: 1, next: 0, frames: {} };
  frame.steps[nodeId] = { ...step, loop };
}
