import type { Change, RunSummary, StepChange, StepStatus } from '@eventloom/backend/contract';
import type { ShownRun } from '../api/queries';
import { stepKey } from '../api/step-key';

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
  for (const change of changes)
    if (change.type === 'run' && change.run.id === run.id) next = patchState(next, change.run);
  const steps = changes.filter((change) => change.type === 'step' && change.runId === run.id) as StepChange[];
  return steps.length === 0 ? next : patchSteps(next, steps);
}

function patchState(run: ShownRun, change: RunSummary): ShownRun {
  if (isOver(run.status)) return run;
  const isHeld = change.status === 'queued' || change.status === 'waiting';
  return { ...run, ...change, ...(!isHeld && { waitingFor: [] }) };
}

/** Takes in many changes at a time: a loop of ten thousand items brings thousands of them. */
function patchSteps(run: ShownRun, changes: readonly StepChange[]): ShownRun {
  const steps = [...run.steps];
  const places = new Map(steps.map((step, index) => [stepKey(step), index]));
  let isChanged = false;
  for (const change of changes) {
    const { nodeId, iteration, status, startedAt, finishedAt, port, error } = change;
    const place = places.get(stepKey(change));
    const known = place === undefined ? undefined : steps[place];
    if (known && isOver(known.status) && !isOver(status)) continue;
    isChanged = true;
    const fields = { status, startedAt, finishedAt, port, error };
    if (place !== undefined && known) steps[place] = { ...known, ...fields };
    else {
      places.set(stepKey(change), steps.length);
      steps.push({
        nodeId,
        ...(iteration !== undefined && { iteration }),
        nodeType: typeOf(run, nodeId),
        attempts: [],
        ...fields,
      });
    }
  }
  return isChanged ? { ...run, steps, waitingFor: stillWaiting(run, changes) } : run;
}

/** What a step waited for is past once the step is over. */
function stillWaiting({ waitingFor }: ShownRun, changes: readonly StepChange[]): ShownRun['waitingFor'] {
  const over = new Set(changes.filter(({ status }) => isOver(status)).map(stepKey));
  return waitingFor.filter(
    ({ nodeId, iteration }) => nodeId === undefined || !over.has(stepKey({ nodeId, iteration })),
  );
}

function typeOf({ graph }: ShownRun, nodeId: string): string {
  return graph.nodes.find((node) => node.id === nodeId)?.type ?? '';
}
