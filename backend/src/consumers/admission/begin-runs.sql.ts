import { PATIENCE_MS } from '../../platform/faults/patience.js';
import { hasId, idsIn } from '../../platform/database/by-id.js';
import type { Statement } from '../../platform/database/sql.js';

/** So many runs are looked at in one transaction, and so many of one lane. */
export const MAX_CANDIDATES = 2000;
export const MAX_PER_LANE = 100;

/** The oldest runs of lanes; of a paused workflow ($5) only those that begin nevertheless. */
export const FIND_CANDIDATES: Statement = {
  name: 'find-candidates',
  text: `
select waiting.* from unnest($2::text[], $3::text[]) as lane(concurrency, throttle) cross join lateral (
  select f.run_id as id, f.concurrency_key as "concurrencyKey", f.concurrency_limit as "concurrencyLimit",
    f.throttle_key as "throttleKey", f.throttle_limit as "throttleLimit", f.throttle_period_ms as "throttlePeriodMs", r.held
  from flow_run f join run r on ${hasId('r.id', 'f.run_id')}
  where f.workflow_id = $1 and f.stage = 'begin' and f.concurrency_key = lane.concurrency and f.throttle_key = lane.throttle
    and r.status = 'queued' and (not $5 or r.even_if_paused or r.lease_epoch > 0)
  order by f.run_id limit $4
) waiting`,
};

export const COUNT_SLOTS: Statement = {
  name: 'count-slots',
  text: `
select concurrency_key as key, count(*)::int as runs from flow_run
where workflow_id = $1 and stage = 'under-way' and concurrency_key = any($2::text[]) group by 1`,
};

/** What began under the keys of a throttle within its period, and when the first of it leaves that. */
export const COUNT_BEGUN: Statement = {
  name: 'count-begun',
  text: `
select asked.key, asked.period as "periodMs", coalesce(sum(b.runs), 0)::int as runs,
  coalesce(min(b.at), clock_timestamp()) + asked.period * interval '1 ms' as "opensAt"
from unnest($2::text[], $3::int[]) as asked(key, period)
left join flow_begin b on b.workflow_id = $1 and b.key = asked.key and b.at > clock_timestamp() - asked.period * interval '1 ms'
group by 1, 2`,
};

/** Lets runs begin that nobody ended meanwhile. */
export const ADMIT_RUNS: Statement = {
  name: 'admit-runs',
  text: `
with open as (
  select run.id from unnest(${idsIn('$1')}) as c(id) join run on ${hasId('run.id', 'c.id')}
  where status = 'queued' order by run.id for update of run
), moved as (
  update flow_run set stage = 'under-way', due = null from open where run_id = open.id
)
update run set held = null, wake_at = clock_timestamp() + interval '${PATIENCE_MS} ms' from open where ${hasId('run.id', 'open.id')}
returning run.id`,
};

/** Notes how many runs begin now under the keys of throttles. */
export const NOTE_BEGUN: Statement = {
  name: 'note-begun',
  text: `
insert into flow_begin (workflow_id, key, at, runs, expires_at)
select $1, key, clock_timestamp(), runs, clock_timestamp() + period * interval '1 ms'
from unnest($2::text[], $3::int[], $4::int[]) as b(key, period, runs)`,
};

/** Says what runs wait for, where that has changed. */
export const EXPLAIN_BLOCKED: Statement = {
  name: 'explain-blocked',
  text: `
update run set held = b.held from unnest(${idsIn('$1')}, $2::text[]) as b(id, held)
where ${hasId('run.id', 'b.id')} and run.status = 'queued' and run.held is distinct from b.held`,
};

/** When the first of their lanes are to be looked at again. */
export const SET_DUE: Statement = {
  name: 'set-due',
  text: `update flow_run set due = b.due from unnest($1::uuid[], $2::timestamptz[]) as b(id, due) where run_id = b.id`,
};
