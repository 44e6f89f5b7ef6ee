import type { SqlRunner } from '../../platform/database/sql.js';
import type { PreparedRun } from '../fan-out.js';
import { HELD_PAUSED } from '../held.js';
import { holdInLane } from './decide-heads.js';
import type { EnteredRun, LaneStore } from './lane-store.service.js';
import type { OrderLane, WantedOrder } from './ordering.js';

type OrderedRun = PreparedRun & { order: WantedOrder };

/**
 * Gives those of the runs that want an order their places, before they are stored: at the place of a failed run for the same
 * event if that stands in the way, else behind all that wait. What holds them follows from that, and is noted with them.
 *
 * @returns whether any of the runs stands in an order
 */
export async function standInLanes(
  runner: SqlRunner,
  lanes: LaneStore,
  runs: readonly PreparedRun[],
): Promise<boolean> {
  const ordered = runs.filter((run): run is OrderedRun => run.order !== undefined);
  if (ordered.length === 0) return false;
  const repeating = ordered.flatMap(({ id, workflowId, nodeId, order: { inPlaceOf: eventId } }) =>
    eventId === undefined ? [] : [{ id, workflowId, nodeId, eventId }],
  );
  const taken = await lanes.takePlaces(runner, repeating);
  const entered = await lanes.enter(
    runner,
    ordered.filter(({ id }) => !taken.has(id)),
  );
  for (const run of ordered) standAt(run, taken.get(run.id) ?? entered.get(run.id));
  return true;
}

function standAt(run: OrderedRun, place: EnteredRun | undefined): void {
  if (!place) throw new Error(`run ${run.id} got no place in its lane`);
  const { key, seq, isHead, isFirst } = place;
  run.order = { ...run.order, key, seq, isBehind: isFirst && !isHead };
  if (run.held !== HELD_PAUSED) Object.assign(run, holdInLane(run.flow, isHead));
}

/** The lane that a stored run entered behind one that may have been leaving it at that very moment, if it did. */
export function laneBehind({ workflowId, nodeId, order }: PreparedRun): OrderLane[] {
  return order?.isBehind ? [{ workflowId, nodeId, key: order.key }] : [];
}
