import { ERROR_PORT, type RunError } from '../contract/index.js';
import { cancelIterations } from './frame-result.js';
import { atRest, endAttempt, endedAttempts, put, type Frame } from './frame.js';
import type { PlanNode } from './plan-graph.js';
import { retryDelay } from './retry-policy.js';
import type { AttemptState, Millis, RunEvent, StepState, Wait } from './run-state.js';
import { stepInput } from './step-input.js';

type Happening<Type extends RunEvent['type']> = Extract<RunEvent, { type: Type }>;

/** A worker that took a run over notes this at the attempt that its predecessor left behind. */
export const INTERRUPTED: RunError = {
  code: 'ATTEMPT_INTERRUPTED',
  message: 'The worker that performed this attempt went away before its outcome was known.',
};

/** Each of these answers whether the step is settled by it. */
export function succeedStep(frame: Frame, event: Happening<'succeeded'>): boolean {
  const step = frame.steps[event.nodeId];
  if (!step || !isUnderWay(step, event.attempt)) return false;
  return endWith(frame, event.nodeId, event);
}

export function failStep(frame: Frame, event: Happening<'failed'>): boolean {
  const step = frame.steps[event.nodeId];
  const planned = frame.plan.nodes.get(event.nodeId);
  if (!step || !planned || !isUnderWay(step, event.attempt)) return false;
  const ended = endAttempt(step, event.at, event.error);
  const failures = ended.attempts.filter(hasFailed).length;
  const delay = event.permanent ? undefined : retryDelay(planned.node.retry, failures, event);
  if (delay === undefined) {
    // The items of a loop that was taken over could not be told again.
    if (step.loop) cancelIterations(frame, event.nodeId, step.loop, event.at);
    return failForGood(frame, planned, ended, event.error, event.at);
  }
  put(frame, event.nodeId, { ...ended, status: 'waiting', wakeAt: event.at + delay });
  return false;
}

export function waitAtStep(frame: Frame, event: Happening<'waiting'>): boolean {
  const step = frame.steps[event.nodeId];
  if (!step || !isUnderWay(step, event.attempt)) return false;
  const { wait, until } = event;
  put(frame, event.nodeId, { ...step, status: 'waiting', wait, ...(until !== undefined && { wakeAt: until }) });
  return false;
}

export function answerStep(frame: Frame, event: Happening<'answered'>): boolean {
  return frame.steps[event.nodeId]?.wait !== undefined && endWith(frame, event.nodeId, event);
}

export function refuseStep(frame: Frame, event: Happening<'refused'>): boolean {
  const step = frame.steps[event.nodeId];
  const planned = frame.plan.nodes.get(event.nodeId);
  if (!step?.wait || !planned) return false;
  return failForGood(frame, planned, endAttempt(step, event.at, event.error), event.error, event.at);
}

/** A step that has waited long enough goes on by the port that was meant for it, with its input; or that was too long. */
export function endWaiting(frame: Frame, nodeId: string, { port, error }: Wait, at: Millis): boolean {
  if (error) return refuseStep(frame, { type: 'refused', nodeId, error, at });
  const output = stepInput(frame.plan, { steps: frame.steps }, nodeId);
  return endWith(frame, nodeId, { output, at, ...(port !== undefined && { port }) });
}

/** Ends a step well. */
export function endWith(
  frame: Frame,
  nodeId: string,
  { output, port, at }: { output: unknown; port?: string; at: Millis },
): boolean {
  const step = frame.steps[nodeId];
  if (!step) return false;
  const ended = atRest(step);
  ended.status = 'succeeded';
  ended.attempts = endedAttempts(step.attempts, at);
  ended.output = output;
  ended.finishedAt = at;
  if (port) ended.port = port;
  put(frame, nodeId, ended);
  return true;
}

/** Ends a step with an error that no further attempt follows; it may have a way out all the same. */
export function failForGood(frame: Frame, planned: PlanNode, step: StepState, error: RunError, at: Millis): boolean {
  const failed: StepState = { ...atRest(step), status: 'failed', error, finishedAt: at };
  const port = portAfterFailure(planned);
  put(frame, planned.id, port === undefined ? failed : { ...failed, port, output: { error } });
  return true;
}

/** Whether it is this attempt of a step that an outcome is waited for. */
export function isUnderWay(step: StepState, attempt: number): boolean {
  return step.status === 'running' && step.attempts.at(-1)?.number === attempt;
}

/** An attempt that was cut off is not counted against the policy: it says nothing about the step. */
function hasFailed({ error }: AttemptState): boolean {
  return error !== undefined && error.code !== INTERRUPTED.code;
}

function portAfterFailure({ node, mainPort }: PlanNode): string | undefined {
  if (node.onError === 'continue') return mainPort;
  return node.onError === 'branch' ? ERROR_PORT : undefined;
}
