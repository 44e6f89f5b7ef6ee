import type { RunError } from '../contract/index.js';
import type { Plan } from './plan-graph.js';
import type { AttemptState, Command, Millis, RunState, StepChanged, StepPlace, StepState } from './run-state.js';

export type Steps = Record<string, StepState>;

/** What one event leads to, gathered over the run and the iterations in it. */
export interface Consequences {
  commands: Command[];
  /** By place, so that the last word about a step counts. */
  changes: Map<string, StepChanged>;
}

/** The run itself, or one iteration of a loop in it, while an event is worked in. */
export interface Frame {
  plan: Plan;
  /** A copy, which may be altered. */
  steps: Steps;
  /** Empty for the run itself. */
  iteration: string;
  /** Nothing new may begin: something in this frame or around it has failed for good. */
  isHalted: boolean;
  out: Consequences;
}

/** What a frame has become. */
export interface FrameResult {
  state: RunState;
  /** The error that ends it. */
  failure: RunError | undefined;
  /** Something is being performed. */
  isBusy: boolean;
  /** Something waits. */
  isWaiting: boolean;
  /** The first time that a waiting step asked for; Infinity if none did. */
  wakeAt: Millis;
}

/** The prototype of steps by node id, which has no names of its own: a node may be called `constructor`. */
function NoNames(): void {}
NoNames.prototype = Object.create(null) as object;

/** No steps yet. An object made so is faster than one without any prototype. */
export function newSteps(): Steps {
  return new (NoNames as unknown as new () => Steps)();
}

export function openFrame(
  plan: Plan,
  state: RunState,
  { iteration, isHalted, out }: Pick<Frame, 'iteration' | 'isHalted' | 'out'>,
): Frame {
  const steps = newSteps();
  for (const id in state.steps) steps[id] = state.steps[id] as StepState;
  return { plan, steps, iteration, isHalted: isHalted || hasFailed(steps), out };
}

function hasFailed(steps: Steps): boolean {
  for (const id in steps) if (isFatal(steps[id])) return true;
  return false;
}

/** Whether a step ends the frame that it is in. */
function isFatal(step: StepState | undefined): boolean {
  return step?.status === 'failed' && step.port === undefined;
}

/** Writes a step, for the state and for those who store it. */
export function put(frame: Frame, nodeId: string, step: StepState): void {
  frame.steps[nodeId] = step;
  if (isFatal(step)) frame.isHalted = true;
  frame.out.changes.set(`${frame.iteration}/${nodeId}`, { ...placeOf(frame, nodeId), step });
}

export function placeOf({ iteration }: Pick<Frame, 'iteration'>, nodeId: string): StepPlace {
  return iteration === '' ? { nodeId } : { nodeId, iteration };
}

/** The iteration of a loop in this frame. */
export function iterationWithin({ iteration }: Pick<Frame, 'iteration'>, index: number | string): string {
  return iteration === '' ? String(index) : `${iteration}.${index}`;
}

export function beginAttempt(frame: Frame, nodeId: string, step: StepState, at: Millis): void {
  const number = step.attempts.length + 1;
  frame.out.commands.push({ type: 'perform', attempt: number, ...placeOf(frame, nodeId) });
  const begun = atRest(step);
  begun.status = 'running';
  begun.attempts = [...step.attempts, { number, startedAt: at }];
  if (step.loop) begun.loop = step.loop;
  put(frame, nodeId, begun);
}

export function endAttempt(step: StepState, at: Millis, error?: RunError): StepState {
  const attempts = endedAttempts(step.attempts, at, error);
  return attempts === step.attempts ? step : { ...step, attempts };
}

/** The attempts of a step when the last one has ended; the same ones if it had ended before. */
export function endedAttempts(attempts: StepState['attempts'], at: Millis, error?: RunError): StepState['attempts'] {
  const last = attempts.at(-1);
  if (!last || last.finishedAt !== undefined) return attempts;
  const { number, startedAt } = last;
  const ended: AttemptState = error
    ? { number, startedAt, finishedAt: at, error }
    : { number, startedAt, finishedAt: at };
  return attempts.length === 1 ? [ended] : [...attempts.slice(0, -1), ended];
}

/**
 * A copy of a step without what it was under way for. Part by part: every event makes some, and spreading an object is
 * many times slower.
 */
export function atRest({ status, attempts, port, output, error, startedAt, finishedAt }: StepState): StepState {
  const rest: StepState = { status, attempts };
  if (startedAt !== undefined) rest.startedAt = startedAt;
  if (finishedAt !== undefined) rest.finishedAt = finishedAt;
  if (output !== undefined) rest.output = output;
  if (port !== undefined) rest.port = port;
  if (error !== undefined) rest.error = error;
  return rest;
}

/** What fails a frame, and when. */
export interface Failure {
  at: Millis;
  error: RunError;
}

/** What fails a frame: the first step, in the order of their ends, whose failure is not continued. */
export function failureOf({
  plan,
  steps,
  iteration,
}: Pick<Frame, 'plan' | 'iteration'> & { steps: RunState['steps'] }): Failure | undefined {
  let first: Failure | undefined;
  for (const id of plan.nodes.keys()) {
    const step = steps[id];
    if (!step?.error || !isFatal(step)) continue;
    const at = step.finishedAt ?? 0;
    if (!first || at < first.at) first = { at, error: { ...placeOf({ iteration }, id), ...step.error } };
  }
  return first;
}
