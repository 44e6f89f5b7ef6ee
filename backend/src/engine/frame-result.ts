import {
  cancelStep,
  failureOf,
  iterationWithin,
  openFrame,
  put,
  type Consequences,
  type Frame,
  type FrameResult,
} from './frame.js';
import type { Plan } from './plan-graph.js';
import type { Millis, RunState, StepState } from './run-state.js';

type Activity = Pick<FrameResult, 'isBusy' | 'isWaiting' | 'wakeAt'>;

const REST: Activity = { isBusy: false, isWaiting: false, wakeAt: Infinity };

/** Looks at what a frame has become. */
export function resultOf(frame: Frame): FrameResult {
  return { state: { steps: frame.steps }, failure: failureOf(frame), ...activityOf(frame.steps) };
}

export function isAtRest({ isBusy, isWaiting }: Activity): boolean {
  return !isBusy && !isWaiting;
}

/** Whether something is being performed in a frame. */
export function isBusy({ steps }: RunState): boolean {
  return activityOf(steps).isBusy;
}

function activityOf(steps: RunState['steps']): Activity {
  return Object.values(steps).map(activityOfStep).reduce(together, REST);
}

function activityOfStep(step: StepState): Activity {
  if (step.status === 'waiting') return { isBusy: false, isWaiting: true, wakeAt: step.wakeAt ?? Infinity };
  if (step.status !== 'running') return REST;
  if (!step.loop?.items) return { ...REST, isBusy: true };
  return Object.values(step.loop.frames)
    .map(({ steps }) => activityOf(steps))
    .reduce(together, REST);
}

function together(a: Activity, b: Activity): Activity {
  return {
    isBusy: a.isBusy || b.isBusy,
    isWaiting: a.isWaiting || b.isWaiting,
    wakeAt: Math.min(a.wakeAt, b.wakeAt),
  };
}

/** Cancels all that is under way or waits in a frame and in the loops in it. */
export function cancelSteps(frame: Frame, at: Millis): void {
  for (const [id, step] of Object.entries(frame.steps)) {
    if (step.status !== 'running' && step.status !== 'waiting') continue;
    const body = frame.plan.nodes.get(id)?.body;
    if (body)
      for (const [index, state] of Object.entries(step.loop?.frames ?? {}))
        cancelFrame(body, state, iterationWithin(frame, index), at, frame.out);
    put(frame, id, cancelStep(step, at));
  }
}

export function cancelFrame(plan: Plan, state: RunState, iteration: string, at: Millis, out: Consequences): void {
  cancelSteps(openFrame(plan, state, { iteration, isHalted: true, out }), at);
}
