import { DEFAULT_PORT, type GraphEdge } from '../contract/index.js';
import type { Plan, PlanNode } from './plan-graph.js';
import type { StepState } from './run-state.js';

type Steps = Readonly<Record<string, StepState>>;

/** Whether nothing further can become of a step. */
export function isSettled(step: StepState | undefined): boolean {
  return step !== undefined && step.status !== 'running' && step.status !== 'waiting';
}

/** Whether a run goes on after a step: it is done, or its failure was continued. */
export function goesOn(step: StepState | undefined): boolean {
  return step?.status === 'succeeded' || (step?.status === 'failed' && step.port !== undefined);
}

/** Whether a run goes on along an edge: its source is done and left by the edge's port. */
export function isTaken(edge: GraphEdge, steps: Steps): boolean {
  const step = steps[edge.source];
  return goesOn(step) && (edge.sourceHandle ?? DEFAULT_PORT) === (step?.port ?? DEFAULT_PORT);
}

/**
 * What a node that was not reached yet is due for: it waits for all its incoming edges; then it runs if one of them was
 * taken, and is skipped otherwise, so that no join ever hangs. One that joins `any` runs with the first that was taken.
 */
export function dueFor(node: PlanNode, steps: Steps): 'run' | 'skip' | 'wait' {
  if (node.join === 'any' && node.incoming.some((edge) => isTaken(edge, steps))) return 'run';
  if (!node.incoming.every((edge) => isSettled(steps[edge.source]))) return 'wait';
  return node.incoming.some((edge) => isTaken(edge, steps)) ? 'run' : 'skip';
}

/** The nodes after `nodeIds` that were not reached yet, each once. */
export function untouchedSuccessors(plan: Plan, steps: Steps, nodeIds: readonly string[]): PlanNode[] {
  const found = new Map<string, PlanNode>();
  for (const id of nodeIds)
    for (const edge of plan.nodes.get(id)?.outgoing ?? []) {
      const node = plan.nodes.get(edge.target);
      if (node && !steps[edge.target]) found.set(edge.target, node);
    }
  return [...found.values()];
}
