import { hasId, hasIdOfDays, idsIn } from '../../platform/database/by-id.js';
import type { Statement } from '../../platform/database/sql.js';
import { PATIENCE_MS } from '../../platform/faults/patience.js';
import { HELD_ORDERING, HELD_PAUSED } from '../held.js';
import { OWNED_COLUMNS } from '../owned-run.sql.js';
import { LEAVE_PLACES, WHAT_BECOMES } from './lanes.sql.js';

/** A run that has its turn is claimed by the worker of this process, or waits for any. */
function begin(isClaimed: string): string {
  return `
  held = null, status = case when ${isClaimed} then 'running' else 'queued' end,
  lease_epoch = run.lease_epoch + (${isClaimed})::int, signaled = run.signaled and not ${isClaimed},
  started_at = case when ${isClaimed} then coalesce(run.started_at, clock_timestamp()) else run.started_at end,
  wake_at = clock_timestamp() + interval '${PATIENCE_MS} ms'`;
}

/** Lets runs begin whose turn it is; $2 tells whether they are claimed at once. */
export const BEGIN_HEADS: Statement = {
  name: 'begin-heads',
  text: `
with head as (
  select run.id, signaled from unnest(${idsIn('$1')}) as h(id) join run on ${hasId('run.id', 'h.id')}
  where status = 'queued' and held = '${HELD_ORDERING}' for update of run skip locked
)
update run set ${begin('$2::boolean')}
from head, event e where ${hasId('run.id', 'head.id')} and ${hasId('e.id', 'run.event_id')}
returning ${OWNED_COLUMNS}, head.signaled as "isSignaled"`,
};

/** Runs that have their turn while their workflow is paused begin when it is resumed. */
export const PAUSE_HEADS: Statement = {
  name: 'pause-heads',
  text: `update run set held = '${HELD_PAUSED}' where id = any($1::uuid[]) and status = 'queued' and held = '${HELD_ORDERING}'`,
};

/** Runs that have their turn wait for that of their limits from now on. */
export const LIMIT_HEADS: Statement = {
  name: 'limit-heads',
  text: `
with head as (
  update flow_run set stage = 'begin' where run_id = any($1::uuid[]) and stage = 'order'
  returning run_id, workflow_id, concurrency_key, throttle_key
)
update run set held = json_build_object('type', 'concurrency', 'key', concurrency_key)::text from head
where id = run_id and status = 'queued' and held = '${HELD_ORDERING}'
returning head.workflow_id as "workflowId", concurrency_key as concurrency, throttle_key as throttle`,
};

/**
 * What follows the end of ordered runs, as part of the statement that writes it (as `owned`): each leaves its lane, and the
 * next one begins if nothing but the order held it. It is looked for behind the place that is left, and no lane is locked. Where
 * none is found, somebody may be entering the lane at this very moment: it is to be looked at again after the commit.
 *
 * @param isClaimed a parameter that tells whether the worker of this process takes the next runs
 * @param least a parameter, as is `greatest`: a next run beyond these ids is left to whoever looks at the lane again
 */
export function handOnTurns({
  isClaimed,
  least,
  greatest,
}: Record<'isClaimed' | 'least' | 'greatest', string>): string {
  return `, place as (
  select o.*, ${WHAT_BECOMES} as what
  from owned join ordered_run o on owned.order_key is not null and o.run_id = owned.id
    and (o.workflow_id, o.node_id, o.key, o.seq) = (owned.workflow_id, owned.trigger_node, owned.order_key, owned.order_seq)
), ${LEAVE_PLACES}, next as (
  select place.*, follower.run_id as next_id
  from place left join lateral (
    select run_id from ordered_run f where (f.workflow_id, f.node_id, f.key) = (place.workflow_id, place.node_id, place.key) and f.seq > place.seq
    order by f.seq limit 1
  ) follower on true
  where place.what = 'leaves'
), begun as (
  update run set ${begin(isClaimed)}
  from next, event e
  where ${hasIdOfDays('run.id', 'next.next_id', least, greatest)} and ${hasId('e.id', 'run.event_id')}
    and run.status = 'queued' and run.held = '${HELD_ORDERING}'
    and run.flow_key is null and not run.signaled
    and (run.lease_epoch > 0 or run.even_if_paused or run.parent_run_id is not null
      or run.workflow_id <> all(array(select id from workflow where paused_at is not null)))
  returning ${OWNED_COLUMNS}, false as "isSignaled"
), unsettled as (
  select workflow_id, node_id, key from next where next_id is null or next_id not in (select id from begun)
)`;
}

/** What such a statement tells besides: rows of their own for the runs that begin, and for the lanes to be looked at again. */
export const TURNS_TOLD = `full join begun on false full join unsettled on false`;

export const UNSETTLED_LANE = `case when unsettled.key is not null
  then json_build_object('workflowId', unsettled.workflow_id, 'nodeId', unsettled.node_id, 'key', unsettled.key) end`;
