import type { RunError } from '../contract/index.js';
import {
  atRest,
  endAttempt,
  failureOf,
  iterationWithin,
  openFrame,
  put,
  type Frame,
  type FrameResult,
} from './frame.js';
import type { Plan } from './plan-graph.js';
import type { LoopState, Millis, RunState } from './run-state.js';

type Activity = Pick<FrameResult, 'isBusy' | 'isWaiting' | 'wakeAt'>;

/** Looks at what a frame has become. */
export function resultOf(frame: Frame): FrameResult {
  const { steps } = frame;
  const failure = frame.isHalted ? failureOf(frame)?.error : undefined;
  const result = { state: { steps }, failure, isBusy: false, isWaiting: false, wakeAt: Infinity };
  addActivity(result, steps);
  return result;
}

export function isAtRest({ isBusy, isWaiting }: Activity): boolean {
  return !isBusy && !isWaiting;
}

/** Whether something is being performed in a frame. */
export function isBusy({ steps }: RunState): boolean {
  const activity = { isBusy: false, isWaiting: false, wakeAt: Infinity };
  addActivity(activity, steps);
  return activity.isBusy;
}

/** Adds what goes on in steps and in the loops in them to what is known. On the way of every event: it makes nothing new. */
function addActivity(known: Activity, steps: RunState['steps']): void {
  for (const id in steps) {
    const step = steps[id];
    if (step?.status === 'waiting') {
      known.isWaiting = true;
      known.wakeAt = Math.min(known.wakeAt, step.wakeAt ?? Infinity);
    } else if (step?.status === 'running') {
      if (step.loop?.items) for (const { steps: inner } of Object.values(step.loop.frames)) addActivity(known, inner);
      else known.isBusy = true;
    }
  }
}

/**
 * Cancels all that is under way or waits in a frame and in the loops in it.
 *
 * @param error what became of the attempts that are being performed, if something is known of it
 */
export function cancelSteps(frame: Frame, at: Millis, error?: RunError): void {
  for (const [id, step] of Object.entries(frame.steps)) {
    if (step.status !== 'running' && step.status !== 'waiting') continue;
    if (step.loop) cancelIterations(frame, id, step.loop, at, error);
    const ended = endAttempt(step, at, step.status === 'running' ? error : undefined);
    put(frame, id, { ...atRest(ended), status: 'cancelled', finishedAt: at });
  }
}

export function cancelIterations(frame: Frame, loopId: string, loop: LoopState, at: Millis, error?: RunError): void {
  const body = frame.plan.nodes.get(loopId)?.body;
  if (!body) return;
  const cancel = (index: number | string, state: RunState): void =>
    cancelFrame(body, state, { iteration: iterationWithin(frame, index), out: frame.out }, at, error);
  for (const [index, state] of Object.entries(loop.frames)) cancel(index, state);
  for (let { kept } = loop; kept; kept = kept.later) cancel(kept.index, kept.state);
}

export function cancelFrame(
  plan: Plan,
  state: RunState,
  place: Pick<Frame, 'iteration' | 'out'>,
  at: Millis,
  error?: RunError,
): void {
  cancelSteps(openFrame(plan, state, { ...place, isHalted: true }), at, error);
}
