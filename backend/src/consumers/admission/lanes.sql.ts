import type { Statement } from '../../platform/database/sql.js';

/** So many lanes are looked at in one transaction. */
export const MAX_LANES = 200;

/** Only one process at a time decides which runs of a workflow begin: held until the end of the transaction. */
export const LOCK_FLOW: Statement = {
  name: 'lock-flow',
  text: `select pg_advisory_xact_lock(hashtextextended('eventloom flow ' || $1::text, 0))`,
};

export const IS_PAUSED: Statement = {
  name: 'is-workflow-paused',
  text: 'select paused_at is not null as "isPaused" from workflow where id = $1',
};

/**
 * The lanes of a workflow in which runs wait, those of one key of the concurrency limit if $2 is not null. It goes from
 * lane to lane and does not read the runs that wait behind the first of each.
 */
export const FIND_LANES: Statement = {
  name: 'find-lanes',
  text: `
with recursive lane as (
  (select concurrency_key, throttle_key from flow_run
   where stage = 'begin' and workflow_id = $1 and ($2::text is null or concurrency_key = $2) order by 1, 2 limit 1)
  union all
  select next.* from lane cross join lateral (
    select concurrency_key, throttle_key from flow_run
    where stage = 'begin' and workflow_id = $1 and ($2::text is null or concurrency_key = $2)
      and (concurrency_key, throttle_key) > (lane.concurrency_key, lane.throttle_key)
    order by 1, 2 limit 1
  ) next
)
select concurrency_key as concurrency, throttle_key as throttle from lane limit $3`,
};

/** The lanes in which something is due; runs that ended while they waited, or were deleted, leave theirs. */
export const FIND_DUE_LANES: Statement = {
  name: 'find-due-lanes',
  text: `
with due as (
  select run_id, workflow_id, stage, gather_key, concurrency_key, throttle_key from flow_run
  where due <= clock_timestamp() and workflow_id <> all(array(select id from workflow where paused_at is not null))
  order by due limit 2000
), left_over as (
  delete from flow_run f using due
  where f.run_id = due.run_id and not exists (select from run where run.id = due.run_id and run.finished_at is null)
)
select distinct workflow_id as "workflowId", case when stage = 'begin' then null else gather_key end as gather,
  case when stage = 'begin' then concurrency_key end as concurrency, case when stage = 'begin' then throttle_key end as throttle
from due`,
};

/** Milliseconds until the next run is due; null if none will be. */
export const FIND_NEXT_DUE: Statement = {
  name: 'find-next-due',
  text: `
select (extract(epoch from min(due) - clock_timestamp()) * 1000)::float8 as ms from flow_run
where due is not null and workflow_id <> all(array(select id from workflow where paused_at is not null))`,
};

/** Frees the slots of runs that have ended, or are gone, without telling: whoever ended them did not come so far. */
export const FREE_LOST_SLOTS: Statement = {
  name: 'free-lost-slots',
  text: `
delete from flow_run f where stage = 'under-way'
  and not exists (select from run where run.id = f.run_id and run.finished_at is null)`,
};

/** The workflows in which runs wait for their turn. */
export const FIND_WAITING_WORKFLOWS: Statement = {
  name: 'find-waiting-workflows',
  text: `
with recursive found as (
  (select workflow_id from flow_run where stage = 'begin' order by 1 limit 1)
  union all
  select next.workflow_id from found cross join lateral (
    select workflow_id from flow_run where stage = 'begin' and workflow_id > found.workflow_id order by 1 limit 1
  ) next
)
select workflow_id as "workflowId" from found`,
};

/** What was kept for the sake of throttles and of runs that have ended. */
export const DELETE_SPENT_FLOW: Statement = {
  name: 'delete-spent-flow',
  text: `
with spent as (delete from flow_begin where expires_at < clock_timestamp())
delete from flow_run f where not exists (select from run where run.id = f.run_id and run.finished_at is null)`,
};
