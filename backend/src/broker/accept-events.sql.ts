import { hasId, idsIn } from '../platform/database/by-id.js';
import type { Statement } from '../platform/database/sql.js';
import { PATIENCE_MS } from '../platform/faults/patience.js';

/** Events of which no run stands in an order. */
export const ACCEPT_EVENTS = acceptEvents('accept-events', false);

/** Any events; $31 and $32 are the keys and places of their runs. */
export const ACCEPT_ORDERED_EVENTS = acceptEvents('accept-ordered-events', true);

/**
 * Writes a group of events with one run per subscription that wants them, and why the others do not. The run's own row
 * is the outbox: it is `queued`, and `wake_at` has the sweep look after it if its wake-up is lost. Whoever holds a run
 * back looks after it instead. Where the worker of this process takes the group ($27), the runs that nothing holds are
 * claimed from the beginning, and `wake_at` is the end of their lease. Columns that no event of the group has a value for
 * come as empty arrays, which `unnest` fills up with nulls; an event without a root is its own. A replay ($30) has new runs
 * for events that were stored before.
 */
function acceptEvents(name: string, isOrdered: boolean): Statement {
  const text = `
with accepted as (
  insert into event (id, type, source, subject, time, external_id, data, root_id, cause_run_id, cause_node_id, hops, attributes, schema_problem)
  select id, type, source, subject, time, external_id, data, coalesce(root_id, id), cause_run_id, cause_node_id, coalesce(hops, 0), attributes, problem
  from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::text[], $7::text[], $8::uuid[], $9::uuid[], $10::text[], $11::smallint[], $28::text[], $29::text[])
    as e(id, type, source, subject, time, external_id, data, root_id, cause_run_id, cause_node_id, hops, attributes, problem)
), refused as (
  insert into delivery (event_id, workflow_id, node_id, outcome, reason)
  select * from unnest($12::uuid[], $13::uuid[], $14::text[], $15::text[], $16::text[])
)
insert into run (id, event_id, workflow_id, version_id, trigger_node, wants_output, root_event_id, even_if_paused, held, flow_key,
  ${isOrdered ? 'order_key, order_seq, ' : ''}status, lease_epoch, started_at, wake_at, replay_id)
select id, event_id, workflow_id, version_id, trigger_node, coalesce(wants_output, false), coalesce(root_id, event_id),
  coalesce(even_if_paused, false), held, flow_key, ${isOrdered ? 'order_key, order_seq, ' : ''}
  case when owned then 'running' else 'queued' end, owned::int, case when owned then clock_timestamp() end,
  case when r.held is null then clock_timestamp() + interval '${PATIENCE_MS} ms' end, $30::uuid
from unnest($17::uuid[], $18::uuid[], $19::uuid[], $20::uuid[], $21::text[], $22::boolean[], $23::uuid[], $24::boolean[], $25::text[], $26::text[]${isOrdered ? ', $31::text[], $32::bigint[]' : ''})
  as r(id, event_id, workflow_id, version_id, trigger_node, wants_output, root_id, even_if_paused, held, flow_key${isOrdered ? ', order_key, order_seq' : ''})
cross join lateral (select $27::boolean and r.held is null as owned) o`;
  return { name, text };
}

/** Claims dedup keys; a key that is taken and has not expired yet comes back no row. */
export const CLAIM_KEYS: Statement = {
  name: 'claim-event-keys',
  text: `
insert into event_key (source, key, event_id, body_hash, expires_at)
select source, key, event_id, body_hash, clock_timestamp() + interval '7 days'
from unnest($1::text[], $2::text[], $3::uuid[], $4::text[]) as k(source, key, event_id, body_hash)
order by source, key
on conflict (source, key) do update
  set event_id = excluded.event_id, body_hash = excluded.body_hash, expires_at = excluded.expires_at
  where event_key.expires_at < clock_timestamp()
returning event_id`,
};

/** What the keys that are taken stand for. */
export const FIND_KEYS: Statement = {
  name: 'find-event-keys',
  text: `
select k.source, k.key, k.event_id as "eventId", k.body_hash as "bodyHash"
from event_key k join unnest($1::text[], $2::text[]) as asked(source, key) using (source, key)`,
};

/** The runs that came of events when they were accepted. */
export const FIND_RUNS_OF_EVENTS: Statement = {
  name: 'find-runs-of-events',
  text: `
select id, event_id as "eventId", workflow_id as "workflowId", trigger_node as "nodeId", held
from run where event_id = any($1::uuid[]) and attempt = 1 and replay_id is null`,
};

/** Why a subscription does not want an event that is handed out again, unless it wanted it before. */
export const NOTE_REFUSED: Statement = {
  name: 'note-refused-again',
  text: `
insert into delivery (event_id, workflow_id, node_id, outcome, reason)
select d.event_id, d.workflow_id, d.node_id, 'filtered', d.reason
from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[]) as d(event_id, workflow_id, node_id, reason)
where not exists (
  select from run where run.event_id = d.event_id and run.workflow_id = d.workflow_id and run.trigger_node = d.node_id
)
on conflict (event_id, workflow_id, node_id) do update set reason = excluded.reason`,
};

/** Notes which step waits for the end of a run. */
export const LINK_CHILDREN: Statement = {
  name: 'link-children',
  text: `
update run set parent_run_id = c.parent, parent_node_id = c.node, parent_iteration = c.iteration
from unnest(${idsIn('$1')}, $2::uuid[], $3::text[], $4::text[]) as c(id, parent, node, iteration) where ${hasId('run.id', 'c.id')}`,
};

/** Notes which runs are tests. */
export const MARK_TESTS: Statement = {
  name: 'mark-tests',
  text: `
update run set test = t.about, test_data = t.data
from unnest(${idsIn('$1')}, $2::text[], $3::text[]) as t(id, about, data) where ${hasId('run.id', 't.id')}`,
};
