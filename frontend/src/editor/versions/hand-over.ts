import type { KeptState } from '../../api/versions';

/** A state that the editor is to take up as soon as it is open, and what it is called. */
interface HandedOver extends KeptState {
  workflowId: string;
  name: string;
}

let waiting: HandedOver | undefined;

/**
 * Leaves a state for the editor of a workflow, which takes it up as an edit that can be undone. It is not in the address:
 * nobody's draft changes by opening a link.
 */
export function handOver(state: HandedOver): void {
  waiting = state;
}

/** What was left for the editor of a workflow, once. */
export function takeHandedOver(workflowId: string): HandedOver | undefined {
  const taken = waiting?.workflowId === workflowId ? waiting : undefined;
  waiting = undefined;
  return taken;
}
