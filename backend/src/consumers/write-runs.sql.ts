import type { Statement } from '../platform/database/sql.js';

/**
 * The end of both statements: steps of runs that are still owned are written, each recorded once. Parameters from
 * `first` on: run ids, node ids, states, ports, outputs, errors, attempts, wake-up times, starts, ends.
 */
function writeSteps(first: number, answer = 'select id from owned'): string {
  const types = ['uuid', 'text', 'text', 'text', 'text', 'text', 'text', 'timestamptz', 'timestamptz', 'timestamptz'];
  const columns = types.map((type, index) => `$${first + index}::${type}[]`).join(', ');
  return `, written as (
  insert into step (run_id, node_id, status, port, output, error, attempts, wake_at, started_at, finished_at)
  select s.* from unnest(${columns}) as s(run_id, node_id, status, port, output, error, attempts, wake_at, started_at, finished_at)
  where s.run_id in (select id from owned)
  on conflict (run_id, node_id, iteration) do update set
    status = excluded.status, port = excluded.port, output = excluded.output, error = excluded.error, attempts = excluded.attempts,
    wake_at = excluded.wake_at, started_at = excluded.started_at, finished_at = excluded.finished_at
)
${answer}`;
}

/** Writes what led to an effect, or to a pause, and renews the lease; a run that somebody else owns is not among the answer. */
export const CHECKPOINT_RUNS: Statement = {
  name: 'checkpoint-runs',
  text: `
with owned as (
  update run set status = c.status, wake_at = clock_timestamp() + c.wake_in * interval '1 ms'
  from unnest($1::uuid[], $2::int[], $3::text[], $4::float8[]) as c(id, epoch, status, wake_in)
  where run.id = c.id and run.lease_epoch = c.epoch and run.status = 'running'
  returning run.id
)${writeSteps(5)}`,
};

/** Ends runs with their last steps; the slots that they had under their workflow's limits are free by that. */
export const FINISH_RUNS: Statement = {
  name: 'finish-runs',
  text: `
with owned as (
  update run set status = f.status, error = f.error, output = f.output, finished_at = clock_timestamp(), wake_at = null
  from unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::text[]) as f(id, epoch, status, error, output)
  where run.id = f.id and run.lease_epoch = f.epoch and run.status = 'running'
  returning run.id, run.flow_key
), released as (
  delete from flow_run using owned where run_id = owned.id and owned.flow_key is not null
  returning run_id, workflow_id, concurrency_key
)${writeSteps(6, 'select id, workflow_id as "workflowId", concurrency_key as concurrency from owned left join released on run_id = id')}`,
};
