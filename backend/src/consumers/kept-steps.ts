import { isIterationStart, type Plan, type PlanNode } from '../engine/index.js';

/** Where a step of a run stands; `iteration` is empty outside of loops. */
export interface StepKey {
  nodeId: string;
  iteration: string;
}

/** What is known of a step of a run that has ended. */
export interface EndedStep extends StepKey {
  status: string;
  port?: string | null | undefined;
}

export interface KeptSteps {
  /** Steps whose results the next run takes over. */
  kept: StepKey[];
  /** Loops that go on with some of their iterations. */
  reopened: StepKey[];
}

/**
 * The steps whose results another run for the same event takes over: those that neither begin anew nor come after one
 * that does. What stopped the run begins anew in any case, or it would stop the next one too. A loop in which something
 * begins anew is reopened. Undefined if there is nothing to begin at.
 *
 * @param from `start`, `failed` or the id of a step
 * @param steps as they are stored, without the trigger
 */
export function keptSteps(plan: Plan, from: string, steps: readonly EndedStep[]): KeptSteps | undefined {
  if (from === 'start' || from === plan.trigger) return { kept: [], reopened: [] };
  const own = steps.filter((step) => !isIterationStart(plan, step));
  const isWanted = ({ nodeId, status }: EndedStep) =>
    from === 'failed' ? status === 'failed' || status === 'cancelled' : nodeId === from;
  if (!own.some(isWanted)) return undefined;
  const again = new Again(plan);
  const begin = own.filter((step) => isWanted(step) || stoppedTheRun(step));
  // The failure of a loop is that of a step in it, if there is one: the loop itself need not begin anew for that.
  for (const step of begin)
    if (step.nodeId === from || !begin.some((other) => isWithin(plan, other, step))) again.begin(step);
  return {
    kept: steps.filter((step) => again.knows(step) && !again.includes(step)).map(toKey),
    reopened: steps.filter((step) => !isIterationStart(plan, step) && again.isReopened(step)).map(toKey),
  };
}

/** A failure that was continued has a port. */
function stoppedTheRun({ status, port }: EndedStep): boolean {
  return status === 'cancelled' || (status === 'failed' && (port ?? undefined) === undefined);
}

/** What begins anew, and the loops around it. */
class Again {
  private readonly anew = new Set<string>();
  private readonly reopened = new Set<string>();

  constructor(private readonly plan: Plan) {}

  /** Begins a step anew, and whatever comes after it. */
  begin({ nodeId, iteration }: StepKey): void {
    const key = keyOf({ nodeId, iteration });
    if (this.anew.has(key)) return;
    this.anew.add(key);
    for (const { target } of this.find(nodeId)?.outgoing ?? []) this.begin({ nodeId: target, iteration });
    this.reopenAround({ nodeId, iteration });
  }

  includes(step: EndedStep): boolean {
    const around = loopsAround(this.plan, step);
    return this.anew.has(keyOf(step)) || this.isReopened(step) || around.some((loop) => this.anew.has(keyOf(loop)));
  }

  isReopened(step: StepKey): boolean {
    return this.reopened.has(keyOf(step)) && !this.anew.has(keyOf(step)) && this.find(step.nodeId) !== undefined;
  }

  /** Whether the plan has such a step; a run may be retried on another version. */
  knows({ nodeId }: StepKey): boolean {
    return this.find(nodeId) !== undefined && nodeId !== this.plan.trigger;
  }

  private reopenAround(step: StepKey): void {
    const loop = loopsAround(this.plan, step).at(-1);
    if (!loop || this.reopened.has(keyOf(loop))) return;
    this.reopened.add(keyOf(loop));
    for (const { target } of this.find(loop.nodeId)?.outgoing ?? [])
      this.begin({ nodeId: target, iteration: loop.iteration });
    this.reopenAround(loop);
  }

  private find(nodeId: string): PlanNode | undefined {
    let plan: Plan | undefined = this.plan;
    for (const loop of this.plan.loops.get(nodeId) ?? []) plan = plan?.nodes.get(loop)?.body;
    return plan?.nodes.get(nodeId);
  }
}

/** The loops around a step, the outermost first; the start of an iteration is in its own loop. */
function loopsAround(plan: Plan, step: StepKey): StepKey[] {
  const indices = step.iteration === '' ? [] : step.iteration.split('.');
  const loops = plan.loops.get(step.nodeId) ?? [];
  const all = isIterationStart(plan, step) ? [...loops, step.nodeId] : loops;
  return all.map((nodeId, depth) => ({ nodeId, iteration: indices.slice(0, depth).join('.') }));
}

function isWithin(plan: Plan, inner: StepKey, loop: StepKey): boolean {
  return loopsAround(plan, inner).some((around) => keyOf(around) === keyOf(loop));
}

function toKey({ nodeId, iteration }: StepKey): StepKey {
  return { nodeId, iteration };
}

function keyOf({ nodeId, iteration }: StepKey): string {
  return `${iteration}/${nodeId}`;
}
