import type { Plan } from '../engine/index.js';

/** What is known of a step of a run that has ended. */
export interface EndedStep {
  nodeId: string;
  status: string;
  port?: string | undefined;
}

/**
 * The steps whose results another run for the same event takes over: those that neither begin anew nor come after one
 * that does. What stopped the run begins anew in any case, or it would stop the next one too. Undefined if there is
 * nothing to begin at.
 *
 * @param from `start`, `failed` or the id of a step
 */
export function keptSteps(plan: Plan, from: string, steps: readonly EndedStep[]): string[] | undefined {
  if (from === 'start') return [];
  const isWanted = ({ nodeId, status }: EndedStep) =>
    from === 'failed' ? status === 'failed' || status === 'cancelled' : nodeId === from;
  if (!steps.some(isWanted)) return undefined;
  const anew = new Set(steps.filter((step) => isWanted(step) || stoppedTheRun(step)).map(({ nodeId }) => nodeId));
  for (const id of anew) for (const { target } of plan.nodes.get(id)?.outgoing ?? []) anew.add(target);
  return steps.map(({ nodeId }) => nodeId).filter((id) => !anew.has(id) && id !== plan.trigger && plan.nodes.has(id));
}

/** A failure that was continued has a port. */
function stoppedTheRun({ status, port }: EndedStep): boolean {
  return status === 'cancelled' || (status === 'failed' && port === undefined);
}
