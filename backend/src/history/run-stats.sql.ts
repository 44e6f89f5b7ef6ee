/**
 * The statement that counts runs by bucket and state, and tells how long they took and waited.
 *
 * @param runs selects `created_at`, `started_at`, `finished_at` and `status`
 * @param first the number of the parameter that holds the beginning; the end and the number of buckets follow
 */
export function countBuckets(runs: string, first: number): string {
  const bounds = `$${first}::numeric, $${first + 1}::numeric, $${first + 2}::int`;
  return `
with run as materialized (
    select *, width_bucket(extract(epoch from created_at) * 1000, ${bounds}) - 1 as bucket from (${runs}) counted
  ), counts as (select bucket, status, count(*)::int as count from run group by bucket, status
  ), durations as (
    select bucket, ${percentile(0.5, 'finished_at - started_at')} as p50, ${percentile(0.95, 'finished_at - started_at')} as p95,
      ${percentile(0.95, 'started_at - created_at')} as "lagP95"
    from run group by bucket
  )
select (select json_agg(counts) from counts) as counts, (select json_agg(durations) from durations) as durations`;
}

function percentile(share: number, duration: string): string {
  return `percentile_cont(${share}) within group (order by (extract(epoch from ${duration}) * 1000)::float8)`;
}
