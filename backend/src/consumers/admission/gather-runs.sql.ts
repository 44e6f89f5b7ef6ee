import { hasId, idsIn } from '../../platform/database/by-id.js';
import type { Statement } from '../../platform/database/sql.js';

/** The runs that are gathered under a key, oldest first. */
export const FIND_GATHERED: Statement = {
  name: 'find-gathered',
  text: `
select f.run_id as id, f.stage, r.created_at as "createdAt", f.due, f.due <= clock_timestamp() as "isDue", f.batch_size as "batchSize"
from flow_run f join run r on ${hasId('r.id', 'f.run_id')}
where f.workflow_id = $1 and f.gather_key = $2 and f.stage in ('debounce', 'batch') and r.status = 'queued'
order by r.created_at, f.run_id limit 5000 for update of r`,
};

/** Runs that nothing followed wait for their turn from now on. */
export const PASS_ON: Statement = {
  name: 'pass-on-gathered',
  text: `
update flow_run set stage = 'begin', due = null where run_id = any($1::uuid[])
returning concurrency_key as concurrency, throttle_key as throttle`,
};

/** Ends runs whose events went into the run of another one. */
export const END_GATHERED: Statement = {
  name: 'end-gathered',
  text: `
with gone as (
  delete from flow_run where run_id = any($1::uuid[])
)
update run set held = null, status = 'cancelled', error = e.error, finished_at = clock_timestamp()
from unnest(${idsIn('$1')}, $2::text[]) as e(id, error) where ${hasId('run.id', 'e.id')}`,
};

/**
 * One run for the events of others: its own event has the list of their data. It waits for its turn as the first of them
 * would have, on the newest version among theirs.
 */
export const CREATE_BATCH: Statement = {
  name: 'create-batch',
  text: `
with part as (
  select r.id, r.version_id, r.trigger_node, r.root_event_id, e.data, e.hops, p.place
  from unnest(${idsIn('$4')}) with ordinality as p(id, place) join run r on ${hasId('r.id', 'p.id')}
    join event e on ${hasId('e.id', 'r.event_id')}
), gathered as (
  insert into event (id, type, source, time, data, root_id, hops)
  select $2, 'eventloom.batch.gathered', '/workflows/' || $3::text, clock_timestamp(),
    '[' || string_agg(data, ',' order by place) || ']', (array_agg(root_event_id order by place))[1], max(hops)
  from part
), created as (
  insert into run (id, event_id, workflow_id, version_id, trigger_node, root_event_id, status, held, flow_key)
  select $1, $2, $3::uuid, version_id, trigger_node, (select root_event_id from part order by place limit 1), 'queued',
    '{"type":"concurrency"}', ''
  from part order by place desc limit 1
)
insert into flow_run (run_id, workflow_id, stage, concurrency_key, concurrency_limit, throttle_key, throttle_limit, throttle_period_ms)
select $1, $3::uuid, 'begin', concurrency_key, concurrency_limit, throttle_key, throttle_limit, throttle_period_ms
from flow_run where run_id = ($4::uuid[])[1]
returning concurrency_key as concurrency, throttle_key as throttle`,
};
