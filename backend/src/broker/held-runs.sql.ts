import { hasId, idsIn } from '../platform/database/by-id.js';
import type { Statement } from '../platform/database/sql.js';
import { PATIENCE_MS } from '../platform/faults/patience.js';
import { HELD_PAUSED } from './held.js';

/** Of paused runs, the oldest of a workflow that nobody else is at work on. */
export const FIND_PAUSED_RUNS: Statement = {
  name: 'find-paused-runs',
  text: `
select r.id, r.workflow_id as "workflowId", r.version_id as "versionId", r.trigger_node as "nodeId", r.order_key as "orderKey",
  r.order_seq as "orderSeq", e.id as "eventId", e.external_id as "externalId", e.type, e.source, e.subject, e.time, e.data, e.attributes
from run r join event e on ${hasId('e.id', 'r.event_id')} where r.workflow_id = $1 and r.status = 'queued' and r.held = '${HELD_PAUSED}'
order by r.id limit $2 for update of r skip locked`,
};

/** Lets runs go, on the version that is theirs by now, to begin or to where its limits have them wait. */
export const RELEASE_PAUSED_RUNS: Statement = {
  name: 'release-paused-runs',
  text: `
update run set version_id = r.version_id, held = r.held, flow_key = r.flow_key,
  wake_at = case when r.held is null then clock_timestamp() + interval '${PATIENCE_MS} ms' end
from unnest(${idsIn('$1')}, $2::uuid[], $3::text[], $4::text[]) as r(id, version_id, held, flow_key) where ${hasId('run.id', 'r.id')}`,
};

export const CANCEL_PAUSED_RUNS: Statement = {
  name: 'cancel-paused-runs',
  text: `update run set held = null, status = 'cancelled', error = $2, finished_at = clock_timestamp() where id = any($1::uuid[])`,
};

/** What is to be done with the paused runs of a workflow; no row if it is still paused. */
export const FIND_RESUMED_WORKFLOW: Statement = {
  name: 'find-resumed-workflow',
  text: `
select published_version is not null and deleted_at is null as "isPublished"
from workflow where id = $1 and (paused_at is null or deleted_at is not null) for share`,
};

/** Workflows that are not paused but have runs that are: their event came while another process resumed them. */
export const FIND_FORGOTTEN_WORKFLOWS: Statement = {
  name: 'find-forgotten-workflows',
  text: `
select w.id from workflow w
where paused_at is null
  and exists (select from run where workflow_id = w.id and status = 'queued' and held = '${HELD_PAUSED}')`,
};

/** Holds the runs of paused workflows that were accepted by a process which did not know of the pause yet. */
export const HOLD_LATE_RUNS: Statement = {
  name: 'hold-late-runs',
  text: `
update run set held = '${HELD_PAUSED}', wake_at = null
where workflow_id = any(array(select id from workflow where paused_at is not null)) and wake_at <= clock_timestamp()
  and status = 'queued' and held is null and lease_epoch = 0 and not even_if_paused and parent_run_id is null`,
};
