import { hasIdOfDays, idsIn } from '../platform/database/by-id.js';
import { handOnTurns, TURNS_TOLD, UNSETTLED_LANE } from '../broker/ordering/turns.sql.js';
import { textArray, timeArray } from '../platform/database/binary-array.js';
import { orNothing } from '../platform/database/or-nothing.js';
import type { Statement } from '../platform/database/sql.js';
import { uuidArray } from '../platform/database/uuid-array.js';
import type { StepRow } from './step-rows.js';

/** What a step has beside its run, in the order of the parameters. */
const TEXTS = ['nodeId', 'iteration', 'status', 'port', 'output', 'error', 'attempts', 'wait', 'logs'] as const;
const TIMES = ['wakeAt', 'startedAt', 'finishedAt'] as const;

/** The columns of a step, in the order of the parameters that hold them. */
const COLUMNS = [
  ['run_id', 'uuid'],
  ...TEXTS.map((name) => [toSnakeCase(name), 'text'] as const),
  ...TIMES.map((name) => [toSnakeCase(name), 'timestamptz'] as const),
] as const;

function toSnakeCase(name: keyof StepRow): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The same columns as values, one array each. */
export function stepColumns(items: readonly { steps: readonly StepRow[] }[]): unknown[] {
  const rows = items.flatMap(({ steps }) => steps);
  const texts = TEXTS.map((name) => textArray(orNothing(rows.map((row) => row[name]))));
  const times = TIMES.map((name) => timeArray(orNothing(rows.map((row) => row[name]))));
  return [uuidArray(rows.map(({ runId }) => runId)), ...texts, ...times];
}

/** The end of both statements: steps of runs that are still owned are written, each recorded once. */
function writeSteps(firstParameter: number, answer: string): string {
  const names = COLUMNS.map(([name]) => name).join(', ');
  const values = COLUMNS.map(([, type], index) => `$${firstParameter + index}::${type}[]`).join(', ');
  const changed = COLUMNS.slice(3).map(([name]) => `${name} = excluded.${name}`);
  return `, written as (
  insert into step (${names})
  select s.* from unnest(${values}) as s(${names})
  where s.run_id in (select id from owned)
  on conflict (run_id, node_id, iteration) do update set ${changed.join(', ')}
)
${answer}`;
}

/**
 * Writes what led to an effect, or to a pause, and renews the lease; a run that somebody else owns is not among the answer.
 * One that is to wait although something has come for it meanwhile is due at once. A run that got on is no run that its
 * workers do not survive.
 */
export const CHECKPOINT_RUNS: Statement = {
  name: 'checkpoint-runs',
  text: `
with owned as (
  update run set status = c.status,
    wake_at = case when c.status = 'waiting' and run.signaled then clock_timestamp()
      else clock_timestamp() + c.wake_in * interval '1 ms' end,
    take_overs = case when c.got_on then 0 else run.take_overs end
  from unnest(${idsIn('$1')}, $2::int[], $3::text[], $4::float8[], $5::boolean[]) as c(id, epoch, status, wake_in, got_on)
  where ${hasIdOfDays('run.id', 'c.id', '$6', '$7')} and run.lease_epoch = c.epoch and run.status = 'running'
  returning run.id, run.signaled
)${writeSteps(8, 'select id, signaled as "isSignaled" from owned')}`,
};

/** Ends runs with their last steps; an answer that a step gave stays, and slots under their workflow's limits are free. */
const END_RUNS = `
with owned as (
  update run set status = f.status, error = f.error, output = coalesce(f.output, run.output),
    finished_at = clock_timestamp(), wake_at = null
  from unnest(${idsIn('$1')}, $2::int[], $3::text[], $4::text[], $5::text[]) as f(id, epoch, status, error, output)
  where ${hasIdOfDays('run.id', 'f.id', '$6', '$7')} and run.lease_epoch = f.epoch and run.status = 'running'
  returning run.id, run.status, run.flow_key, run.workflow_id, run.trigger_node, run.order_key, run.order_seq
), released as (
  delete from flow_run using owned where run_id = owned.id and owned.flow_key is not null
  returning flow_run.run_id, flow_run.workflow_id, concurrency_key
)`;

/** Ends runs that nobody waits for under an ordering key. */
export const FINISH_RUNS: Statement = {
  name: 'finish-runs',
  text: `${END_RUNS}${writeSteps(
    8,
    `
select id, released.workflow_id as "workflowId", concurrency_key as concurrency from owned left join released on run_id = id`,
  )}`,
};

const AFTER_STEPS = 8 + COLUMNS.length;

/**
 * Ends any runs; the next ones of their lanes begin with that, unless they are older than all that end or newer than the
 * last parameter. The one before it tells whether the worker of this process takes them.
 */
export const FINISH_ORDERED_RUNS: Statement = {
  name: 'finish-ordered-runs',
  text: `${END_RUNS}${handOnTurns({
    isClaimed: `$${AFTER_STEPS}::boolean`,
    least: '$6',
    greatest: `$${AFTER_STEPS + 1}`,
  })}${writeSteps(
    8,
    `
select case when owned.id is not null
    then json_build_object('id', owned.id, 'workflowId', released.workflow_id, 'concurrency', concurrency_key) end as ended,
  ${UNSETTLED_LANE} as unsettled, begun.*
from owned left join released on released.run_id = owned.id ${TURNS_TOLD}`,
  )}`,
};
