import type { NextRuns } from '../broker/ordering/lane-store.service.js';
import type { OrderLane } from '../broker/ordering/ordering.js';
import type { OwnedRun } from '../broker/owned-run.js';
import type { EndedRun } from './run-endings.service.js';

/** One of three: a run that ended, one that begins since it has its turn, or a lane that is to be looked at again. */
export type EndedInLane = { ended: EndedRun | null; unsettled: OrderLane | null } & (OwnedRun | { id: null });

/** The runs that have their turn after others have ended. */
export function nextOf(rows: readonly EndedInLane[], isClaimed: boolean): NextRuns {
  const begun = rows.flatMap((row) => (row.id === null ? [] : [row]));
  return {
    owned: isClaimed ? begun : [],
    queued: isClaimed ? [] : begun.map(({ id }) => id),
    limited: [],
    unsettled: rows.flatMap(({ unsettled }) => unsettled ?? []),
  };
}
