import type { Plan } from './plan-graph.js';
import { goesOn, isTaken } from './ready-nodes.js';
import type { RunState } from './run-state.js';

/**
 * The input of a node: the output of the node before it, or an object by node id after several. It follows from the
 * state, so it is never stored.
 */
export function stepInput(plan: Plan, state: RunState, nodeId: string): unknown {
  return outputsOf(state, takenSources(plan, state, nodeId));
}

/** The outputs of the nodes before a node, by node id also after only one. */
export function inputsByNode(plan: Plan, state: RunState, nodeId: string): Record<string, unknown> {
  return byNode(state, takenSources(plan, state, nodeId));
}

function takenSources(plan: Plan, state: RunState, nodeId: string): string[] {
  const sources = new Set<string>();
  for (const edge of plan.nodes.get(nodeId)?.incoming ?? []) if (isTaken(edge, state.steps)) sources.add(edge.source);
  return [...sources];
}

/** The last output of a run: that of its last node, or an object by node id if several end it. */
export function lastOutput(plan: Plan, state: RunState): unknown {
  const ends: string[] = [];
  for (const node of plan.nodes.values()) {
    if (!goesOn(state.steps[node.id])) continue;
    if (!node.outgoing.some((edge) => isTaken(edge, state.steps))) ends.push(node.id);
  }
  return outputsOf(state, ends);
}

function outputsOf(state: RunState, nodeIds: readonly string[]): unknown {
  const [first] = nodeIds;
  if (first === undefined) return undefined;
  if (nodeIds.length === 1) return state.steps[first]?.output;
  return byNode(state, nodeIds);
}

function byNode(state: RunState, nodeIds: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(nodeIds.map((id) => [id, state.steps[id]?.output]));
}
