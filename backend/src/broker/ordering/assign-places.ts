import { laneKey, type LanePlace, type OrderLane, type WantedOrder } from './ordering.js';

/** A run that is to stand in a lane. */
export interface EnteringRun {
  id: string;
  workflowId: string;
  nodeId: string;
  order: WantedOrder;
}

/** The place of a run that enters a lane. */
export interface AssignedPlace extends LanePlace {
  /** Of those that enter its lane with it, it is the first. */
  isFirst: boolean;
}

/** How many runs enter each lane. */
export function countByLane(runs: readonly EnteringRun[]): (OrderLane & { runs: number })[] {
  const counts = new Map<string, OrderLane & { runs: number }>();
  for (const run of runs) {
    const lane = laneOf(run);
    const key = laneKey(lane);
    const count = counts.get(key) ?? { ...lane, runs: 0 };
    count.runs += 1;
    counts.set(key, count);
  }
  return [...counts.values()];
}

/** Gives runs the places that were taken for them, in their own order. @param taken the last one in each lane */
export function assignPlaces(
  runs: readonly EnteringRun[],
  taken: readonly (OrderLane & { lastSeq: number })[],
): AssignedPlace[] {
  const counts = new Map(countByLane(runs).map((lane) => [laneKey(lane), lane.runs]));
  const next = new Map(taken.map((lane) => [laneKey(lane), lane.lastSeq - (counts.get(laneKey(lane)) ?? 0) + 1]));
  const begun = new Set<string>();
  return runs.map((run) => {
    const lane = laneOf(run);
    const key = laneKey(lane);
    const seq = next.get(key);
    if (seq === undefined) throw new Error(`no place was taken for run ${run.id}`);
    const isFirst = !begun.has(key);
    next.set(key, seq + 1);
    begun.add(key);
    return { ...lane, seq: String(seq), runId: run.id, isFirst };
  });
}

function laneOf({ workflowId, nodeId, order: { key } }: EnteringRun): OrderLane {
  return { workflowId, nodeId, key };
}
