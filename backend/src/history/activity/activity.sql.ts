import type { Statement } from '../../platform/database/sql.js';

/** `$1`: an id of the time from which on runs are looked at; `$2`: how many of the newest at most. */
const NEWEST = `
newest as (
  select id, workflow_id, status, created_at, started_at, finished_at from run
  where id >= $1 and test is null order by id desc limit $2
)`;

/** By workflow, by how many hours ago they began, and by their end. */
export const COUNT_RUNS: Statement = {
  name: 'count-runs-by-hour',
  text: `
with ${NEWEST}
select workflow_id as "workflowId", floor(extract(epoch from clock_timestamp() - created_at) / 3600)::int as "hoursAgo",
  count(*) filter (where status = 'succeeded')::int as succeeded,
  count(*) filter (where status = 'failed')::int as failed,
  count(*) filter (where status not in ('succeeded', 'failed'))::int as other
from newest group by 1, 2`,
};

export const SUM_UP_RUNS: Statement = {
  name: 'sum-up-runs',
  text: `
with ${NEWEST}
select count(*)::int as runs, min(created_at) as oldest,
  count(*) filter (where created_at > clock_timestamp() - interval '5 minutes')::int as recent,
  count(*) filter (where status = 'succeeded')::int as succeeded,
  count(*) filter (where status = 'failed')::int as failed,
  percentile_disc(array[0.5, 0.95]) within group (order by extract(epoch from finished_at - started_at)::float8 * 1000)
    filter (where finished_at is not null and started_at is not null) as durations
from newest`,
};

export const FIND_LAST_RUNS: Statement = {
  name: 'find-last-runs',
  text: `
select w.id as "workflowId", r.id, r.status, r.created_at as "createdAt"
from workflow w cross join lateral (
  select id, status, created_at from run where workflow_id = w.id and test is null order by id desc limit 1
) r
where w.deleted_at is null`,
};
