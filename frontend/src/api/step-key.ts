import type { Step } from '@eventloom/backend/contract';

/** Tells the steps of a run apart: in a loop a node has one for each iteration. */
export function stepKey({ nodeId, iteration }: Pick<Step, 'nodeId' | 'iteration'>): string {
  return iteration === undefined ? nodeId : `${nodeId} ${iteration}`;
}
