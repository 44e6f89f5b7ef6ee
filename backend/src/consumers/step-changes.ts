import type { StepChange } from '../contract/index.js';
import { isIterationStart, type Plan, type StepChanged } from '../engine/index.js';
import type { ClaimedRun } from './claim-runs.sql.js';

/** What those who watch a run are told of its steps. */
export function toStepChanges(run: ClaimedRun, plan: Plan, changes: readonly StepChanged[]): StepChange[] {
  return changes.filter((change) => !isIterationStart(plan, change)).map((change) => toChange(run, change));
}

function toChange(run: ClaimedRun, { nodeId, iteration, step }: StepChanged): StepChange {
  const { status, port, error, startedAt, finishedAt } = step;
  return {
    type: 'step',
    runId: run.id,
    workflowId: run.workflowId,
    nodeId,
    ...(iteration !== undefined && { iteration }),
    status,
    startedAt: startedAt === undefined ? null : new Date(startedAt).toISOString(),
    finishedAt: finishedAt === undefined ? null : new Date(finishedAt).toISOString(),
    ...(port !== undefined && { port }),
    ...(error && { error }),
  };
}
