import type { Change, StepChange, StepStatus } from '@eventloom/backend/contract';
import type { ShownRun } from '../api/queries';

const ENDED: readonly string[] = ['succeeded', 'failed', 'cancelled', 'skipped'];

/** Tells whether a run or step is over. */
export function isOver(status: StepStatus | ShownRun['status']): boolean {
  return ENDED.includes(status);
}

/**
 * Brings a run up to date with changes from the stream. These carry no data: what steps took and gave is fetched. A
 * change that is older than what is known (the run ended in an answer that overtook the stream) changes nothing.
 */
export function patchRun(run: ShownRun, changes: Change[]): ShownRun {
  let next = run;
  for (const change of changes) {
    if (change.type === 'run' && change.run.id === run.id)
      next = isOver(next.status) ? next : { ...next, ...change.run };
    if (change.type === 'step' && change.runId === run.id) next = patchStep(next, change);
  }
  return next;
}

function patchStep(run: ShownRun, { nodeId, status, startedAt, finishedAt, port, error }: StepChange): ShownRun {
  const fields = { status, startedAt, finishedAt, port, error };
  const known = run.steps.find((step) => step.nodeId === nodeId);
  if (!known) {
    const nodeType = run.graph.nodes.find((node) => node.id === nodeId)?.type ?? '';
    return { ...run, steps: [...run.steps, { nodeId, nodeType, attempts: [], ...fields }] };
  }
  if (isOver(known.status) && !isOver(status)) return run;
  return { ...run, steps: run.steps.map((step) => (step === known ? { ...step, ...fields } : step)) };
}
