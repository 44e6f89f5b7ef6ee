import { toEnvelope } from '../broker/event-attributes.js';
import type { CompiledWorkflow } from '../workflows/compiled-workflow.js';
import type { Scope } from '../expressions/scope.js';
import type { LocatedStep, RunState } from '../engine/index.js';
import type { ClaimedRun } from './claim-runs.sql.js';

/** What stays the same for all steps of a run. */
export interface RunScope {
  trigger: unknown;
  event: unknown;
  vars: unknown;
  workflow: Scope['workflow'];
  run: { id: string; attempt: number };
}

export function buildRunScope(run: ClaimedRun, workflow: CompiledWorkflow): RunScope {
  const event = toEnvelope({
    id: run.eventId,
    externalId: run.externalId,
    type: run.eventType,
    source: run.eventSource,
    subject: run.eventSubject,
    time: run.eventTime,
    data: run.data,
    value: run.value,
    attributes: run.attributes,
  });
  return {
    trigger: event.data,
    event,
    vars: workflow.settings.vars ?? {},
    workflow: { id: run.workflowId, name: workflow.name },
    run: { id: run.id, attempt: run.attempt },
  };
}

/** The names that the expressions of one step see: in a loop, also what is around the iteration. */
export function buildStepScope(
  base: RunScope,
  { plan, state, around, item, index }: LocatedStep,
  input: unknown,
  idempotencyKey: string,
  now: Date,
): Scope {
  const steps: Record<string, unknown> = {};
  for (const outer of around) addOutputs(steps, outer);
  // The start of an iteration is the loop itself, which has put nothing out yet.
  addOutputs(steps, state, index === undefined ? undefined : plan.trigger);
  // No spread: it makes a hidden class for each object here, which V8 keeps until the next full collection.
  const { trigger, event, vars, workflow, run } = base;
  return {
    trigger,
    event,
    vars,
    workflow,
    run: { id: run.id, attempt: run.attempt, idempotencyKey },
    steps,
    input,
    item,
    index,
    now,
  };
}

function addOutputs(to: Record<string, unknown>, { steps }: RunState, except?: string): void {
  for (const id in steps) {
    const output = steps[id]?.output;
    if (output !== undefined && id !== except) to[id] = output;
  }
}
