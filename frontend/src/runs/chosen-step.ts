import type { ShownRun, ShownStep } from '../api/queries';

/** What is looked at: a node, and in a loop one of its iterations. */
export interface Chosen {
  nodeId: string;
  iteration?: string;
}

/** What to show before something is chosen: what failed, else where the run ended or stands. */
export function worthShowing(run: ShownRun): string {
  if (run.error?.nodeId !== undefined) return run.error.nodeId;
  let latest: ShownStep | undefined;
  for (const step of run.steps)
    if (step.startedAt !== null && (latest?.startedAt ?? '') <= step.startedAt) latest = step;
  return latest?.nodeId ?? run.trigger;
}

/** The steps of a node, one for each iteration where a loop repeats it, in their order. */
export function stepsOf(run: ShownRun, nodeId: string): ShownStep[] {
  const steps = run.steps.filter((step) => step.nodeId === nodeId);
  return steps.length < 2 ? steps : steps.sort(byIteration);
}

/** The step to show of several: the iteration that is wanted, else one that failed, else the last that began. */
export function stepAmong(steps: readonly ShownStep[], iteration: string | undefined): ShownStep | undefined {
  const wanted = iteration === undefined ? undefined : steps.find((step) => step.iteration === iteration);
  return wanted ?? steps.find((step) => step.status === 'failed') ?? steps.findLast(hasBegun) ?? steps[0];
}

function hasBegun({ startedAt }: ShownStep): boolean {
  return startedAt !== null;
}

/** By number, loop by loop: `2` before `10`, `3.1` before `3.2`. */
function byIteration(a: ShownStep, b: ShownStep): number {
  const left = pathOf(a);
  const right = pathOf(b);
  for (let depth = 0; depth < Math.max(left.length, right.length); depth += 1) {
    const difference = (left[depth] ?? -1) - (right[depth] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}

function pathOf({ iteration }: ShownStep): number[] {
  return iteration === undefined ? [] : iteration.split('.').map(Number);
}
