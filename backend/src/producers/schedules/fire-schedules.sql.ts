import type { Statement } from '../../platform/database/sql.js';

/**
 * How long until the next schedule is due, and how long ago anybody looked; milliseconds, null for never. All of it by the
 * database's clock, which is one for all.
 */
export const LOOK_AT_SCHEDULES: Statement = {
  name: 'look-at-schedules',
  text: `
select extract(epoch from (select min(next_due_at) from schedule) - statement_timestamp())::float8 * 1000 as "dueIn",
  extract(epoch from statement_timestamp() - (select max(seen_at) from schedule_watch))::float8 * 1000 as "seenAgo",
  statement_timestamp() as now`,
};

/** Says that process $1 has looked and handled what was due; nothing is written where there is no schedule. */
export const WATCH_SCHEDULES: Statement = {
  name: 'watch-schedules',
  text: `
insert into schedule_watch (id, seen_at) select $1, clock_timestamp() where exists (select from schedule)
on conflict (id) do update set seen_at = excluded.seen_at`,
};

/** Process $1 looks no more. */
export const LEAVE_SCHEDULES: Statement = {
  name: 'leave-schedules',
  text: 'delete from schedule_watch where id = $1',
};

/** Takes schedules that are due for the length of a transaction; those that another process has taken are left to it. */
export const TAKE_DUE_SCHEDULES: Statement = {
  name: 'take-due-schedules',
  text: `
select id, workflow_id as "workflowId", node_id as "nodeId", version_id as "versionId", cron, every_ms as "everyMs",
  timezone, catch_up as "catchUp", paused, anchor, next_due_at as "nextDueAt", statement_timestamp() as now
from schedule where next_due_at <= statement_timestamp()
order by next_due_at limit $1 for update skip locked`,
};

/** Writes down for which times schedules fire; for one that was fired for already no row comes back. */
export const INSERT_TICKS: Statement = {
  name: 'insert-schedule-ticks',
  text: `
insert into schedule_tick (schedule_id, due_at) select * from unnest($1::uuid[], $2::timestamptz[])
on conflict do nothing returning schedule_id as "scheduleId", due_at as "dueAt"`,
};

/** Moves schedules on to their next time. */
export const ADVANCE_SCHEDULES: Statement = {
  name: 'advance-schedules',
  text: `
update schedule set next_due_at = gone.next_due_at, last_fired_at = coalesce(gone.fired_at, last_fired_at)
from unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[]) as gone(id, next_due_at, fired_at)
where schedule.id = gone.id`,
};

/** Ticks so old that nobody could fire for them again, and processes that ended without a word. */
export const DELETE_OLD_TICKS: Statement = {
  name: 'delete-old-schedule-ticks',
  text: `
with gone as (delete from schedule_watch where seen_at < clock_timestamp() - interval '1 day')
delete from schedule_tick using schedule
where schedule.id = schedule_id and due_at < last_fired_at - interval '7 days'`,
};
