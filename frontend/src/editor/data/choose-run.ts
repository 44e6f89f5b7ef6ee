import type { Graph, RunSummary } from '@eventloom/backend/contract';
import { isOver } from '../run/run-session';
import { stepsBefore } from './upstream';

/**
 * The run whose data tells most about a step: the newest that began at a trigger that leads there. One that is over goes
 * before one that is under way, which may not have come so far.
 *
 * @param runs the newest first
 */
export function chooseRun(runs: readonly RunSummary[], graph: Graph, nodeId: string): RunSummary | undefined {
  const before = new Set([nodeId, ...stepsBefore(graph, nodeId).map((node) => node.id)]);
  const leadingHere = runs.filter((run) => before.has(run.trigger));
  return leadingHere.find(isOver) ?? leadingHere[0];
}
