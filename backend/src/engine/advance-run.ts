import { advanceLoop, askForItems, beginLoop } from './advance-loop.js';
import { answerStep, endWaiting, failStep, INTERRUPTED, refuseStep, succeedStep, waitAtStep } from './end-step.js';
import { cancelSteps, isAtRest, resultOf } from './frame-result.js';
import { beginAttempt, endAttempt, openFrame, put, type Consequences, type Frame, type FrameResult } from './frame.js';
import type { Plan } from './plan-graph.js';
import { settleSteps } from './settle-steps.js';
import type { Advance, Millis, RunEvent, RunState, StepPlace, StepState } from './run-state.js';

/**
 * Tells what a run becomes when something happens to it, and what is to be done next. Pure: the same arguments give the
 * same answer, `state` is never changed, and an event that comes twice or too late changes nothing. A run ends once:
 * what happens after that is not heard.
 *
 * After a step fails for good nothing new begins; what is under way may end and is kept; then the run has failed.
 */
export function advanceRun(plan: Plan, state: RunState, event: RunEvent): Advance {
  if (state.ended) return { state, commands: [], changes: [] };
  const out: Consequences = { commands: [], changes: new Map() };
  const frame = advance(plan, state, event, { iteration: '', isHalted: false, out });
  conclude(frame, event);
  const hasEnded = out.commands.some(({ type }) => type === 'finish');
  const { steps } = frame;
  return {
    state: hasEnded ? { steps, ended: true } : { steps },
    commands: out.commands,
    changes: [...out.changes.values()],
  };
}

/** Works an event into the run, or into an iteration of a loop: they follow the same rules. */
function advance(
  plan: Plan,
  state: RunState,
  event: RunEvent,
  place: Pick<Frame, 'iteration' | 'isHalted' | 'out'>,
): Frame {
  const frame = openFrame(plan, state, place);
  const settled = apply(frame, event);
  if (isHeard(frame, event)) settleSteps(frame, [...settled, ...wakeDue(frame, event.at)], event.at);
  return frame;
}

function advanceFrame(...given: Parameters<typeof advance>): FrameResult {
  return resultOf(advance(...given));
}

/** Whether what an event leads to may begin. */
function isHeard(frame: Frame, { type }: RunEvent): boolean {
  return type !== 'cancelled' && type !== 'expired' && !frame.isHalted;
}

/** Writes the event itself into the steps; returns the nodes that are settled by it. */
function apply(frame: Frame, event: RunEvent): string[] {
  switch (event.type) {
    case 'started':
      return start(frame, event);
    case 'resumed':
      return resume(frame, event);
    case 'woken':
      return Object.keys(frame.steps).filter((id) => advanceLoop(frame, id, event, advanceFrame));
    case 'cancelled':
    case 'expired':
      cancelSteps(frame, event.at);
      return [];
    default:
      return applyToStep(frame, event);
  }
}

type StepEvent = Extract<RunEvent, StepPlace>;

/** What happened to one step, which may be in a loop of this frame. */
function applyToStep(frame: Frame, event: StepEvent): string[] {
  const { nodeId, iteration = '' } = event;
  const depth = frame.iteration === '' ? 0 : frame.iteration.split('.').length;
  const index = iteration === '' ? undefined : iteration.split('.')[depth];
  const loopId = index === undefined ? undefined : frame.plan.loops.get(nodeId)?.[depth];
  if (index !== undefined)
    return loopId !== undefined && advanceLoop(frame, loopId, event, advanceFrame, index) ? [loopId] : [];
  return settles(frame, event) ? [nodeId] : [];
}

function settles(frame: Frame, event: StepEvent): boolean {
  switch (event.type) {
    case 'succeeded':
      return succeedStep(frame, event);
    case 'failed':
      return failStep(frame, event);
    case 'looping':
      return beginLoop(frame, event, advanceFrame);
    case 'waiting':
      return waitAtStep(frame, event);
    case 'answered':
      return answerStep(frame, event);
    case 'refused':
      return refuseStep(frame, event);
  }
}

function start(frame: Frame, { output, at }: Extract<RunEvent, { type: 'started' }>): string[] {
  const { trigger, startPort } = frame.plan;
  if (frame.steps[trigger]) return [];
  const port = startPort === undefined ? {} : { port: startPort };
  put(frame, trigger, { status: 'succeeded', output, attempts: [], startedAt: at, finishedAt: at, ...port });
  return [trigger];
}

/**
 * After a take-over: begins again what was under way, and looks again at every node that may have become due in between,
 * since the state was stored before its consequences were drawn. After a failure it only cuts off what was under way.
 */
function resume(frame: Frame, { at }: { at: Millis }): string[] {
  if (frame.isHalted) cancelSteps(frame, at, INTERRUPTED);
  for (const [id, step] of Object.entries(frame.steps)) {
    if (step.status !== 'running') continue;
    const isLoop = frame.plan.nodes.get(id)?.body !== undefined && step.attempts.length > 0;
    if (isLoop) askForItems(frame, id, step);
    else beginAttempt(frame, id, endAttempt(step, at, INTERRUPTED), at);
  }
  return Object.keys(frame.steps);
}

/** Begins the attempts whose time has come, and ends what has waited long enough; returns what is settled by that. */
function wakeDue(frame: Frame, at: Millis): string[] {
  const ended: string[] = [];
  for (const id in frame.steps) {
    const step = frame.steps[id];
    if (!step || !isDue(step, at)) continue;
    if (!step.wait) beginAttempt(frame, id, step, at);
    else if (endWaiting(frame, id, step.wait, at)) ended.push(id);
  }
  return ended;
}

function isDue({ status, wakeAt, wait }: StepState, at: Millis): boolean {
  if (status !== 'waiting') return false;
  return wakeAt === undefined ? wait === undefined : wakeAt <= at;
}

/** Says what the run as a whole does next: end, sleep, or be woken while something is under way. */
function conclude(frame: Frame, event: RunEvent): void {
  const { commands } = frame.out;
  if (event.type === 'cancelled') return void commands.push({ type: 'finish', status: 'cancelled' });
  if (event.type === 'expired') return void commands.push({ type: 'finish', status: 'failed', error: event.error });
  const result = resultOf(frame);
  const { failure, isBusy, wakeAt } = result;
  if (failure) {
    if (isBusy) return;
    cancelSteps(frame, event.at);
    commands.push({ type: 'finish', status: 'failed', error: failure });
  } else if (isBusy) {
    if (wakeAt !== Infinity) commands.push({ type: 'wake', at: wakeAt });
  } else if (!isAtRest(result)) commands.push({ type: 'suspend', ...(wakeAt !== Infinity && { until: wakeAt }) });
  else if (Object.keys(frame.steps).length > 0) commands.push({ type: 'finish', status: 'succeeded' });
}
