import type { Statement } from '../platform/database/sql.js';
import type { FlowPlace } from './flow-limits.js';

/** Puts runs where their workflow's limits have them wait; a run that was somewhere already starts over. */
export const ENTER_FLOW: Statement = {
  name: 'enter-flow',
  text: `
insert into flow_run (run_id, workflow_id, stage, gather_key, batch_size, concurrency_key, concurrency_limit, throttle_key,
  throttle_limit, throttle_period_ms, due)
select run_id, workflow_id, stage, gather_key, batch_size, concurrency_key, concurrency_limit, throttle_key,
  throttle_limit, throttle_period_ms, clock_timestamp() + wait_ms * interval '1 ms'
from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::int[], $6::text[], $7::int[], $8::text[], $9::int[], $10::int[], $11::float8[])
  as f(run_id, workflow_id, stage, gather_key, batch_size, concurrency_key, concurrency_limit, throttle_key, throttle_limit, throttle_period_ms, wait_ms)
on conflict (run_id) do update set
  stage = excluded.stage, gather_key = excluded.gather_key, batch_size = excluded.batch_size,
  concurrency_key = excluded.concurrency_key, concurrency_limit = excluded.concurrency_limit, throttle_key = excluded.throttle_key,
  throttle_limit = excluded.throttle_limit, throttle_period_ms = excluded.throttle_period_ms, due = excluded.due`,
};

/** The parameters of `ENTER_FLOW`. */
export function flowColumns(runs: readonly { id: string; workflowId: string; flow: FlowPlace }[]): unknown[][] {
  return [
    runs.map(({ id }) => id),
    runs.map(({ workflowId }) => workflowId),
    runs.map(({ flow }) => flow.stage),
    runs.map(({ flow }) => flow.gatherKey),
    runs.map(({ flow }) => flow.batchSize),
    runs.map(({ flow }) => flow.concurrencyKey),
    runs.map(({ flow }) => flow.concurrencyLimit),
    runs.map(({ flow }) => flow.throttleKey),
    runs.map(({ flow }) => flow.throttleLimit),
    runs.map(({ flow }) => flow.throttlePeriodMs),
    runs.map(({ flow }) => flow.waitMs),
  ];
}
