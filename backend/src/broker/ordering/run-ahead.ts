import { HELD_ORDERING } from '../held.js';

/** The first run of the lane that a run waits in. */
export interface RunAhead {
  runId: string;
  /** It has failed for good, and is to be replayed or discarded before anything follows. */
  isBlocked: boolean;
}

/** An expression for the run that `run` waits for under its ordering key, as JSON; null if it does not. */
export function runAhead(run: string): string {
  return `case when ${run}.held = '${HELD_ORDERING}' then (
    select json_build_object('runId', o.run_id, 'isBlocked', o.blocked) from ordered_run o
    where (o.workflow_id, o.node_id, o.key) = (${run}.workflow_id, ${run}.trigger_node, ${run}.order_key) order by o.seq limit 1
  ) end`;
}
