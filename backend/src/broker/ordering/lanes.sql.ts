import { hasId } from '../../platform/database/by-id.js';
import type { Statement } from '../../platform/database/sql.js';
import { uuidArray } from '../../platform/database/uuid-array.js';
import type { LanePlace, OrderLane } from './ordering.js';

/** The lanes as a table; their columns are the first three parameters. */
const LANES = 'unnest($1::uuid[], $2::text[], $3::text[])';

/** The same with places in them, which take two more. */
const PLACES = 'unnest($1::uuid[], $2::text[], $3::text[], $4::bigint[], $5::uuid[])';

/** Whether there is an open dead letter of the event that a run is for, at its trigger. */
export function hasOpenLetter(runId: string): string {
  return `exists (
    select from (
      select event_id, workflow_id, trigger_node from run where ${hasId('run.id', runId)} limit 1
    ) lettered join dead_letter d using (event_id, workflow_id, trigger_node) where d.status = 'open')`;
}

/**
 * What becomes of a run that ends with `status` at its place `o`: it stands, leaves, or gives its place back to the run that
 * it repeats, if that is still to be dealt with.
 */
export const WHAT_BECOMES = `case when status = 'failed' and o.on_dead_letter = 'block' then 'stands'
    when status = 'cancelled' and o.stands_for is not null and ${hasOpenLetter('o.stands_for')} then 'gives-back'
    else 'leaves' end`;

/** Ends of the places in \`place\`, whose \`what\` is \`WHAT_BECOMES\`. */
export const LEAVE_PLACES = `standing as (
  update ordered_run o set blocked = true, stands_for = null,
    run_id = case when place.what = 'gives-back' then o.stands_for else o.run_id end
  from place
  where place.what <> 'leaves' and (o.workflow_id, o.node_id, o.key, o.seq) = (place.workflow_id, place.node_id, place.key, place.seq)
), gone as (
  delete from ordered_run o using place
  where place.what = 'leaves' and (o.workflow_id, o.node_id, o.key, o.seq) = (place.workflow_id, place.node_id, place.key, place.seq)
)`;

/**
 * Takes so many places in lanes; the last of them comes back. The row of a lane is locked until the commit, in the same order by
 * everybody, so that places are in the order of commits.
 */
export const TAKE_SEQS: Statement = {
  name: 'take-lane-seqs',
  text: `
insert into order_lane as l (workflow_id, node_id, key, last_seq, used_at)
select workflow_id, node_id, key, runs, clock_timestamp()
from unnest($1::uuid[], $2::text[], $3::text[], $4::int[]) as entering(workflow_id, node_id, key, runs) order by 1, 2, 3
on conflict (workflow_id, node_id, key) do update set last_seq = l.last_seq + excluded.last_seq, used_at = excluded.used_at
returning workflow_id as "workflowId", node_id as "nodeId", key, last_seq::float8 as "lastSeq"`,
};

/**
 * Puts runs at their places. Of those that come first of their kind ($7) the ones come back that nobody is ahead of. It is to
 * follow `TAKE_SEQS` as a statement of its own, to see what was committed while that waited for a lock.
 */
export const ENTER_LANES: Statement = {
  name: 'enter-lanes',
  text: `
with entering as (
  select * from unnest($1::uuid[], $2::text[], $3::text[], $4::bigint[], $5::uuid[], $6::text[], $7::boolean[])
    as e(workflow_id, node_id, key, seq, run_id, on_dead_letter, is_first)
), entered as (
  insert into ordered_run (workflow_id, node_id, key, seq, run_id, on_dead_letter)
  select workflow_id, node_id, key, seq, run_id, on_dead_letter from entering
)
select run_id as id from entering e
where is_first and not exists (
  select from ordered_run o where (o.workflow_id, o.node_id, o.key) = (e.workflow_id, e.node_id, e.key) order by o.seq desc limit 1
)`,
};

/**
 * Lets runs have the places of runs for the same events ($2) at the same triggers that failed for good and stand in the way of
 * others.
 */
export const TAKE_PLACES: Statement = {
  name: 'take-lane-places',
  text: `
with again as (
  select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[]) as a(run_id, event_id, workflow_id, node_id)
)
update ordered_run o set run_id = again.run_id, blocked = false, stands_for = o.run_id
from again join run failed on (failed.event_id, failed.workflow_id, failed.trigger_node) = (again.event_id, again.workflow_id, again.node_id)
where (o.workflow_id, o.node_id, o.key, o.seq) = (failed.workflow_id, failed.trigger_node, failed.order_key, failed.order_seq)
  and o.run_id = failed.id and o.blocked
returning o.run_id as id, o.key, o.seq`,
};

/** The places of runs for events that failed for good and stand in the way of others. */
export const FIND_BLOCKED_PLACES: Statement = {
  name: 'find-blocked-places',
  text: `
select o.workflow_id as "workflowId", o.node_id as "nodeId", o.key, o.seq, o.run_id as "runId"
from unnest($1::uuid[], $2::uuid[], $3::text[]) as l(event_id, workflow_id, node_id)
join run failed on (failed.event_id, failed.workflow_id, failed.trigger_node) = (l.event_id, l.workflow_id, l.node_id)
join ordered_run o on (o.workflow_id, o.node_id, o.key, o.seq) = (failed.workflow_id, failed.trigger_node, failed.order_key, failed.order_seq)
  and o.run_id = failed.id
where o.blocked`,
};

/** The key that a run was stored with, if it has one. */
export const FIND_KEY: Statement = {
  name: 'find-order-key',
  text: 'select order_key as key from run where id = $1 and order_key is not null',
};

/** Locks the lanes of runs that are to be repeated one after the other, in the order in which everybody locks them. */
export const LOCK_LANES_OF_RUNS: Statement = {
  name: 'lock-lanes-of-runs',
  text: `
select from order_lane l join run r on (l.workflow_id, l.node_id, l.key) = (r.workflow_id, r.trigger_node, r.order_key)
where r.id = any($1::uuid[]) order by l.workflow_id, l.node_id, l.key for update of l`,
};

/** Notes the place of a run that had another one before, or none. */
export const NOTE_PLACE: Statement = {
  name: 'note-lane-place',
  text: 'update run set order_key = $2, order_seq = $3 where id = $1',
};

/** Runs that have ended leave their lanes, or stand in them; those that stood there by then no more are left alone. */
export const LEAVE_LANES: Statement = {
  name: 'leave-lanes',
  text: `
with place as (
  select o.*, ${WHAT_BECOMES} as what
  from ${PLACES} as p(workflow_id, node_id, key, seq, run_id) join ordered_run o using (workflow_id, node_id, key, seq, run_id)
  left join run on ${hasId('run.id', 'o.run_id')}
), ${LEAVE_PLACES}
select`,
};

/** Failed runs that stand in the way of others do so no more. */
export const GIVE_UP_PLACES: Statement = {
  name: 'give-up-lane-places',
  text: `
delete from ordered_run o using ${PLACES} as p(workflow_id, node_id, key, seq, run_id)
where (o.workflow_id, o.node_id, o.key, o.seq, o.run_id) = (p.workflow_id, p.node_id, p.key, p.seq, p.run_id) and o.blocked`,
};

/** The first run of each lane; no row for one that is empty. */
export const FIND_HEADS: Statement = {
  name: 'find-heads',
  text: `
select o.workflow_id as "workflowId", o.node_id as "nodeId", o.key, o.seq, o.run_id as "runId", o.blocked, r.status, r.held,
  r.flow_key is not null as "isLimited",
  coalesce(w.paused_at is not null and r.lease_epoch = 0 and not r.even_if_paused and r.parent_run_id is null, false) as "isPaused"
from ${LANES} as l(workflow_id, node_id, key) cross join lateral (
  select * from ordered_run o where (o.workflow_id, o.node_id, o.key) = (l.workflow_id, l.node_id, l.key) order by o.seq limit 1
) o left join run r on ${hasId('r.id', 'o.run_id')} left join workflow w on w.id = o.workflow_id`,
};

/** Lanes that are empty, and that nobody has entered for long; one that somebody enters at this moment is kept. */
export const DELETE_IDLE_LANES: Statement = {
  name: 'delete-idle-lanes',
  text: `
delete from order_lane l where used_at < clock_timestamp() - interval '10 minutes' and not exists (
  select from ordered_run o where (o.workflow_id, o.node_id, o.key) = (l.workflow_id, l.node_id, l.key)
)`,
};

export function laneColumns(lanes: readonly OrderLane[]): unknown[] {
  return [
    uuidArray(lanes.map(({ workflowId }) => workflowId)),
    lanes.map(({ nodeId }) => nodeId),
    lanes.map(({ key }) => key),
  ];
}

export function placeColumns(places: readonly LanePlace[]): unknown[] {
  return [...laneColumns(places), places.map(({ seq }) => seq), uuidArray(places.map(({ runId }) => runId))];
}
