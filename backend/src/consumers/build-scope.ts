import type { CompiledWorkflow } from '../workflows/compiled-workflow.js';
import type { Scope } from '../expressions/scope.js';
import type { RunState } from '../engine/index.js';
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
  const data = JSON.parse(run.data) as unknown;
  return {
    trigger: data,
    event: {
      specversion: '1.0',
      id: run.externalId ?? run.eventId,
      type: run.eventType,
      source: run.eventSource,
      subject: run.eventSubject,
      time: run.eventTime.toISOString(),
      datacontenttype: 'application/json',
      data,
    },
    vars: workflow.settings.vars ?? {},
    workflow: { id: run.workflowId, name: workflow.name },
    run: { id: run.id, attempt: run.attempt },
  };
}

/** The names that the expressions of one step see. */
export function buildStepScope(
  base: RunScope,
  state: RunState,
  input: unknown,
  idempotencyKey: string,
  now: Date,
): Scope {
  const steps: Record<string, unknown> = {};
  for (const [id, { output }] of Object.entries(state.steps)) if (output !== undefined) steps[id] = output;
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
    now,
  };
}
