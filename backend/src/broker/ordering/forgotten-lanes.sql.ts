import { hasId } from '../../platform/database/by-id.js';
import type { Statement } from '../../platform/database/sql.js';
import { HELD_ORDERING } from '../held.js';
import { hasOpenLetter } from './lanes.sql.js';
import type { LanePlace, OrderLane } from './ordering.js';

/** Before all lanes. */
export const FIRST_LANE: OrderLane = { workflowId: '00000000-0000-0000-0000-000000000000', nodeId: '', key: '' };

/** A lane that something may be wrong with, and its first run. */
export interface LookedAtLane extends LanePlace, Record<string, unknown> {
  /** So many lanes were looked at with this one. */
  number: number;
  /** Its first run has its turn, or is over, and nobody noticed. */
  isStuck: boolean;
  /** The failed run that stands in the way need not any more: its dead letter is dealt with, or its trigger asks for no order now. */
  isFree: boolean;
  isDeleted: boolean;
}

/**
 * Goes from lane to lane, from the one after ($1, $2, $3) on, so many ($4), and tells of those that something may be wrong
 * with, and of the last one. It reads only the first run of each.
 */
export const FIND_FORGOTTEN_LANES: Statement = {
  name: 'find-forgotten-lanes',
  text: `
with recursive lane as (
  (select workflow_id, node_id, key, seq, run_id, blocked, 1 as number from ordered_run
   where (workflow_id, node_id, key) > ($1::uuid, $2::text, $3::text) order by workflow_id, node_id, key, seq limit 1)
  union all
  select next.*, lane.number + 1 from lane cross join lateral (
    select workflow_id, node_id, key, seq, run_id, blocked from ordered_run o
    where (o.workflow_id, o.node_id, o.key) > (lane.workflow_id, lane.node_id, lane.key)
    order by workflow_id, node_id, key, seq limit 1
  ) next
  where lane.number < $4
), looked as (
  select lane.workflow_id as "workflowId", lane.node_id as "nodeId", lane.key, lane.seq, lane.run_id as "runId", lane.number,
    not lane.blocked and (r.id is null or r.finished_at is not null or r.held = '${HELD_ORDERING}') as "isStuck",
    lane.blocked and (not ${hasOpenLetter('lane.run_id')} or s.node_id is not null and coalesce(s.ordering::json ->> 'onDeadLetter', 'skip') = 'skip') as "isFree",
    w.deleted_at is not null as "isDeleted"
  from lane left join run r on ${hasId('r.id', 'lane.run_id')} join workflow w on w.id = lane.workflow_id
  left join subscription s on (s.workflow_id, s.node_id) = (lane.workflow_id, lane.node_id)
)
select * from looked
where "isStuck" or "isFree" or "isDeleted" or number = (select max(number) from looked)
order by number`,
};

/** Takes what waits, or stands, out of the lanes of a workflow; the ids of the runs that are cancelled by that. */
export const ABANDON_LANES: Statement = {
  name: 'abandon-lanes',
  text: `
with waiting as (
  select o.workflow_id, o.node_id, o.key, o.seq, o.run_id, o.blocked
  from ordered_run o join run r on ${hasId('r.id', 'o.run_id')}
  where o.workflow_id = $1 and (o.blocked or r.held = '${HELD_ORDERING}') order by 1, 2, 3, 4 limit $3 for update of r skip locked
), gone as (
  delete from ordered_run o using waiting w where (o.workflow_id, o.node_id, o.key, o.seq) = (w.workflow_id, w.node_id, w.key, w.seq)
), cancelled as (
  update run set held = null, status = 'cancelled', error = $2, finished_at = clock_timestamp()
  from waiting where ${hasId('run.id', 'waiting.run_id')} and not waiting.blocked
  returning run.id
)
select cancelled.id from waiting left join cancelled on cancelled.id = waiting.run_id`,
};
