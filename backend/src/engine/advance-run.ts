import { DEFAULT_PORT, ERROR_PORT, type RunError } from '../contract/index.js';
import type { Plan, PlanNode } from './plan-graph.js';
import { dueFor, untouchedSuccessors } from './ready-nodes.js';
import { retryDelay } from './retry-policy.js';
import type { Advance, AttemptState, Command, Millis, RunEvent, RunState, StepState } from './run-state.js';
import { stepInput } from './step-input.js';

type Steps = Record<string, StepState>;

/**
 * Tells what a run becomes when something happens to it, and what is to be done next. Pure: the same arguments give the
 * same answer, `state` is never changed, and an event that comes twice or too late changes nothing. A run ends once:
 * what happens after that is not heard.
 *
 * After a step fails for good nothing new begins; what is under way may end and is kept; then the run has failed.
 */
export function advanceRun(plan: Plan, state: RunState, event: RunEvent): Advance {
  if (state.ended) return { state, commands: [] };
  // Without a prototype, since a node may be called `constructor`.
  const steps: Steps = Object.setPrototypeOf({ ...state.steps }, null) as Steps;
  const commands: Command[] = [];
  const settled = apply(plan, steps, event, commands);
  const failure = failureOf(plan, steps);
  if (event.type !== 'cancelled' && !failure) {
    settle(plan, steps, settled, event.at, commands);
    wakeDue(steps, event.at, commands);
  }
  conclude(steps, failure, event, commands);
  const hasEnded = commands.some(({ type }) => type === 'finish');
  return { state: hasEnded ? { steps, ended: true } : { steps }, commands };
}

/** Writes the event itself into the steps; returns the nodes that are settled by it. */
function apply(plan: Plan, steps: Steps, event: RunEvent, commands: Command[]): string[] {
  switch (event.type) {
    case 'started':
      if (steps[plan.trigger]) return [];
      steps[plan.trigger] = {
        status: 'succeeded',
        output: event.output,
        attempts: [],
        startedAt: event.at,
        finishedAt: event.at,
      };
      return [plan.trigger];
    case 'succeeded':
      return succeed(steps, event);
    case 'failed':
      return fail(plan, steps, event);
    case 'resumed':
      return resume(plan, steps, event.at, commands);
    case 'woken':
      return [];
    case 'cancelled':
      for (const [id, step] of Object.entries(steps))
        if (step.status === 'running' || step.status === 'waiting') steps[id] = cancelStep(step, event.at);
      return [];
  }
}

function succeed(steps: Steps, event: Extract<RunEvent, { type: 'succeeded' }>): string[] {
  const step = steps[event.nodeId];
  if (!step || !isUnderWay(step, event.attempt)) return [];
  const { output, port, at } = event;
  steps[event.nodeId] = { ...endAttempt(step, at), status: 'succeeded', output, finishedAt: at, ...(port && { port }) };
  return [event.nodeId];
}

function fail(plan: Plan, steps: Steps, event: Extract<RunEvent, { type: 'failed' }>): string[] {
  const step = steps[event.nodeId];
  const planned = plan.nodes.get(event.nodeId);
  if (!step || !planned || !isUnderWay(step, event.attempt)) return [];
  const { error, at } = event;
  const ended = endAttempt(step, at, error);
  const delay = event.permanent ? undefined : retryDelay(planned.node.retry, ended.attempts.filter(hasFailed).length);
  if (delay !== undefined) {
    steps[event.nodeId] = { ...ended, status: 'waiting', wakeAt: at + delay };
    return [];
  }
  const failed: StepState = { ...ended, status: 'failed', error, finishedAt: at };
  const port = portAfterFailure(planned);
  steps[event.nodeId] = port === undefined ? failed : { ...failed, port, output: { error } };
  return [event.nodeId];
}

/** Whether it is this attempt of a step that an outcome is waited for. */
function isUnderWay(step: StepState, attempt: number): boolean {
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

/**
 * After a take-over: begins again what was under way, and looks again at every node that may have become due in between,
 * since the state was stored before its consequences were drawn.
 */
function resume(plan: Plan, steps: Steps, at: Millis, commands: Command[]): string[] {
  const failed = failureOf(plan, steps) !== undefined;
  for (const [id, step] of Object.entries(steps)) {
    if (step.status !== 'running') continue;
    const ended = endAttempt(step, at, INTERRUPTED);
    steps[id] = failed ? cancelStep(ended, at) : beginAttempt(ended, id, at, commands);
  }
  return Object.keys(steps);
}

const INTERRUPTED: RunError = {
  code: 'ATTEMPT_INTERRUPTED',
  message: 'The worker that performed this attempt went away before its outcome was known.',
};

/** Draws the consequences of settled nodes: starts, skips or passes through what is due, as far as it goes. */
function settle(plan: Plan, steps: Steps, settled: readonly string[], at: Millis, commands: Command[]): void {
  let last = settled;
  while (last.length > 0) {
    const next: string[] = [];
    for (const planned of untouchedSuccessors(plan, steps, last)) {
      const due = dueFor(planned, steps);
      if (due === 'wait') continue;
      if (due === 'run' && !planned.node.disabled) {
        steps[planned.id] = beginAttempt({ status: 'running', attempts: [], startedAt: at }, planned.id, at, commands);
        continue;
      }
      steps[planned.id] =
        due === 'skip' ? { status: 'skipped', attempts: [], finishedAt: at } : passThrough(plan, planned, steps, at);
      next.push(planned.id);
    }
    last = next;
  }
}

/** A disabled node hands its input on. */
function passThrough(plan: Plan, planned: PlanNode, steps: Steps, at: Millis): StepState {
  const output = stepInput(plan, { steps }, planned.id);
  const port = planned.mainPort === DEFAULT_PORT ? {} : { port: planned.mainPort };
  return { status: 'succeeded', output, attempts: [], startedAt: at, finishedAt: at, ...port };
}

function wakeDue(steps: Steps, at: Millis, commands: Command[]): void {
  for (const [id, step] of Object.entries(steps))
    if (step.status === 'waiting' && (step.wakeAt ?? 0) <= at) steps[id] = beginAttempt(step, id, at, commands);
}

/** Says what the run as a whole does next: end, sleep, or be woken while something is under way. */
function conclude(steps: Steps, failure: RunError | undefined, event: RunEvent, commands: Command[]): void {
  if (event.type === 'cancelled') {
    commands.push({ type: 'finish', status: 'cancelled' });
    return;
  }
  const all = Object.entries(steps);
  const busy = all.some(([, step]) => step.status === 'running');
  if (failure) {
    if (busy) return;
    for (const [id, step] of all) if (step.status === 'waiting') steps[id] = cancelStep(step, event.at);
    commands.push({ type: 'finish', status: 'failed', error: failure });
    return;
  }
  const wakeAt = all.reduce(
    (least, [, step]) => (step.status === 'waiting' ? Math.min(least, step.wakeAt ?? 0) : least),
    Infinity,
  );
  if (wakeAt !== Infinity) commands.push(busy ? { type: 'wake', at: wakeAt } : { type: 'suspend', until: wakeAt });
  else if (!busy && all.length > 0) commands.push({ type: 'finish', status: 'succeeded' });
}

/** The error that fails the run: that of the first step, in the order of their ends, whose failure is not continued. */
function failureOf(plan: Plan, steps: Steps): RunError | undefined {
  let first: { at: Millis; error: RunError } | undefined;
  for (const id of plan.nodes.keys()) {
    const step = steps[id];
    if (step?.status !== 'failed' || step.port !== undefined || !step.error) continue;
    const at = step.finishedAt ?? 0;
    if (!first || at < first.at) first = { at, error: { ...step.error, nodeId: id } };
  }
  return first?.error;
}

function beginAttempt(step: StepState, nodeId: string, at: Millis, commands: Command[]): StepState {
  const number = step.attempts.length + 1;
  commands.push({ type: 'perform', nodeId, attempt: number });
  const { wakeAt: _, ...rest } = step;
  return { ...rest, status: 'running', attempts: [...step.attempts, { number, startedAt: at }] };
}

function endAttempt(step: StepState, at: Millis, error?: RunError): StepState {
  const last = step.attempts.at(-1);
  if (!last || last.finishedAt !== undefined) return step;
  const ended = { ...last, finishedAt: at, ...(error && { error }) };
  return { ...step, attempts: [...step.attempts.slice(0, -1), ended] };
}

function cancelStep(step: StepState, at: Millis): StepState {
  const { wakeAt: _, ...rest } = endAttempt(step, at);
  return { ...rest, status: 'cancelled', finishedAt: at };
}
