import { LOOP_DONE_PORT, type RunError } from '../contract/index.js';
import { cancelFrame, cancelIterations, isBusy } from './frame-result.js';
import {
  atRest,
  endAttempt,
  failureOf,
  iterationWithin,
  placeOf,
  put,
  type Failure,
  type Frame,
  type FrameResult,
} from './frame.js';
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
  const { frames: taken = {}, failure = failureIn(open, taken), ...earlier } = step.loop ?? {};
  let loop: LoopState = { next: 0, ...earlier, items, concurrency, frames: {}, ...(failure && { failure }) };
  for (let last = step.loop?.results; last; last = last.earlier)
    if (last.index >= items.length) drop(open, last.index, NEW_RUN, at);
  const kept: [number, RunState][] = [];
  for (const [key, state] of Object.entries(taken)) {
    const index = Number(key);
    if (index >= items.length) drop(open, index, state, at);
    else if (!failure && !isUnderWayIn(state)) kept.push([index, state]);
    else loop = absorb(open, loop, index, enter(open, loop, index, state, { type: 'resumed', at }), at);
  }
  for (const [index, state] of kept.reverse()) loop = { ...loop, kept: { index, state, later: loop.kept } };
  return goOn(open, step, loop, at);
}

/** An iteration of a list that has become shorter, for a run of another version: it is none of this loop any more. */
function drop(open: OpenLoop, index: number, state: RunState, at: Millis): void {
  const { trigger } = open.body;
  cancelFrame(open.body, state, placeIn(open, index), at);
  const start: StepState = { status: 'cancelled', attempts: [], finishedAt: at };
  put({ ...open.frame, steps: {}, ...placeIn(open, index) }, trigger, start);
}

/** The failure of a loop is the first one in it. */
function failureIn(open: OpenLoop, frames: LoopState['frames']): RunError | undefined {
  let first: Failure | undefined;
  for (const [index, { steps }] of Object.entries(frames)) {
    const failure = failureOf({ plan: open.body, steps, iteration: iterationWithin(open.frame, index) });
    if (failure && (!first || failure.at < first.at)) first = failure;
  }
  return first?.error;
}

/** Whether a worker had something in hand in an iteration, or it waits: more cannot be than ran side by side. */
function isUnderWayIn({ steps }: RunState): boolean {
  return Object.values(steps).some(
    ({ status, attempts }) => status === 'waiting' || (status === 'running' && attempts.length > 0),
  );
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

function placeIn({ frame }: OpenLoop, index: number): Pick<Frame, 'iteration' | 'out'> {
  return { iteration: iterationWithin(frame, index), out: frame.out };
}

function withFrame(loop: LoopState, index: number | string, state: RunState): LoopState {
  return { ...loop, frames: { ...loop.frames, [index]: state } };
}

function openLoop(frame: Frame, nodeId: string, advance: AdvanceFrame): OpenLoop | undefined {
  const planned = frame.plan.nodes.get(nodeId);
  return planned?.body && { frame, planned, body: planned.body, advance };
}

function enter(open: OpenLoop, loop: LoopState, index: number, state: RunState, event: RunEvent): FrameResult {
  const { frame, body, advance } = open;
  return advance(body, state, event, {
    ...placeIn(open, index),
    // Without its items a loop was taken over and does not go on yet: what comes meanwhile is only noted.
    isHalted: frame.isHalted || loop.failure !== undefined || !loop.items,
  });
}

/** Notes what became of an iteration; one that has ended leaves nothing behind but its result. */
function absorb(open: OpenLoop, loop: LoopState, index: number, result: FrameResult, at: Millis): LoopState {
  const failure = loop.failure ?? result.failure;
  // Around what has failed nothing ends by itself: it is all cut off when nothing is being performed any more.
  const isKept = result.isBusy || open.frame.isHalted || (result.isWaiting && !failure);
  if (isKept) return { ...withFrame(loop, index, result.state), ...(failure && { failure }) };
  const { [index]: _, ...frames } = loop.frames;
  if (failure) {
    cancelFrame(open.body, result.state, placeIn(open, index), at);
    return { ...loop, failure, frames };
  }
  const value = lastOutput(open.body, result.state);
  return { ...loop, frames, results: { index, value, earlier: loop.results } };
}

/** Begins iterations while there is room for them; ends the loop when all have ended, or when one has failed. */
function goOn(open: OpenLoop, step: StepState, begun: LoopState, at: Millis): boolean {
  let loop = begun;
  while (!open.frame.isHalted && !loop.failure && hasMore(loop) && hasRoom(loop)) loop = beginNext(open, loop, at);
  if (loop.failure) loop = cancelIdle(open, loop, at);
  const { frame, planned } = open;
  if (frame.isHalted || Object.keys(loop.frames).length > 0) return keep(frame, planned.id, step, loop);
  if (loop.failure) return failLoop(open, step, loop.failure, at);
  const output = loopResults(loop.results, loop.items?.length ?? 0);
  return endWith(frame, planned.id, { output, port: LOOP_DONE_PORT, at });
}

/** Goes on with an iteration that was begun before, or begins a new one. */
function beginNext(open: OpenLoop, { kept, ...loop }: LoopState, at: Millis): LoopState {
  if (kept) {
    const { index, state, later } = kept;
    const others = later ? { ...loop, kept: later } : loop;
    return absorb(open, others, index, enter(open, others, index, state, { type: 'resumed', at }), at);
  }
  const index = loop.next;
  const others = { ...loop, next: index + 1 };
  const output = loop.items?.[index];
  return absorb(open, others, index, enter(open, others, index, NEW_RUN, { type: 'started', output, at }), at);
}

/** When a loop has failed, iterations that only wait are not waited for; what is being performed may end. */
function cancelIdle({ frame, planned }: OpenLoop, { kept, ...loop }: LoopState, at: Millis): LoopState {
  const all = Object.entries(loop.frames);
  const idle = Object.fromEntries(all.filter(([, state]) => !isBusy(state)));
  cancelIterations(frame, planned.id, { ...loop, frames: idle, ...(kept && { kept }) }, at);
  return { ...loop, frames: Object.fromEntries(all.filter(([, state]) => isBusy(state))) };
}

function hasMore({ kept, next, items = [] }: LoopState): boolean {
  return kept !== undefined || next < items.length;
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
