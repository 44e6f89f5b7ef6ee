import { hasId, idsIn } from '../../platform/database/by-id.js';
import type { Statement } from '../../platform/database/sql.js';

/** A run that is being written as failed. */
export interface FailedRow {
  id: string;
  workflowId: string;
  version: number;
}

/** A group as it is stored. */
export interface GroupRow {
  fingerprint: string;
  workflowId: string;
  workflowName: string;
  nodeId: string | null;
  code: string;
  message: string;
  lastRunId: string;
  firstSeenAt: Date;
  lastSeenAt: Date;
  count: number;
  versions: number[];
  resolvedAt: Date | null;
  regressedAt: Date | null;
}

/** Drafts fail in front of whoever tries them out: they make no group. */
export const FIND_FAILED: Statement = {
  name: 'find-failed-for-groups',
  text: `
select r.id, r.workflow_id as "workflowId", v.number as version
from unnest(${idsIn('$1')}) as f(id) join run r on ${hasId('r.id', 'f.id')} join workflow_version v on v.id = r.version_id
where v.number is not null`,
};

/**
 * Counts failed runs in their groups, of which the statement gets each once, in an order that all keep to. One that was
 * resolved is open again. Times are told in milliseconds, so that a page can begin where the one before ended.
 */
export const COUNT_FAILED: Statement = {
  name: 'count-failed-in-groups',
  text: `
with marked as (
  update run set error_group = m.fingerprint
  from unnest(${idsIn('$1')}, $2::text[]) as m(id, fingerprint) where ${hasId('run.id', 'm.id')}
)
insert into error_group as g
  (fingerprint, workflow_id, node_id, code, message, last_run_id, count, versions, first_seen_at, last_seen_at)
select f.fingerprint, f.workflow_id, f.node_id, f.code, f.message, f.run_id, f.count, f.versions::int[], now.at, now.at
from unnest($3::text[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::uuid[], $9::int[], $10::text[])
  as f(fingerprint, workflow_id, node_id, code, message, run_id, count, versions),
  (select date_trunc('milliseconds', clock_timestamp()) as at) now
on conflict (fingerprint) do update set
  message = excluded.message, last_run_id = excluded.last_run_id, count = g.count + excluded.count,
  versions = array(select distinct v from unnest(g.versions || excluded.versions) v order by v),
  last_seen_at = greatest(g.last_seen_at, excluded.last_seen_at),
  regressed_at = case when g.resolved_at is null then g.regressed_at else excluded.last_seen_at end,
  resolved_at = null`,
};

const COLUMNS = `
g.fingerprint, g.workflow_id as "workflowId", coalesce(w.name, '') as "workflowName", g.node_id as "nodeId", g.code, g.message,
  g.last_run_id as "lastRunId", g.first_seen_at as "firstSeenAt", g.last_seen_at as "lastSeenAt", g.count, g.versions,
  g.resolved_at as "resolvedAt", g.regressed_at as "regressedAt"`;

export const LIST_GROUPS: Statement = {
  name: 'list-error-groups',
  text: `
select ${COLUMNS} from error_group g left join workflow w on w.id = g.workflow_id
where ($1::boolean is null or (g.resolved_at is null) = $1) and ($2::uuid is null or g.workflow_id = $2)
  and ($3::timestamptz is null or (g.last_seen_at, g.fingerprint) < ($3, $4::text))
order by g.last_seen_at desc, g.fingerprint desc limit $5`,
};

export const FIND_GROUP: Statement = {
  name: 'find-error-group',
  text: `select ${COLUMNS} from error_group g left join workflow w on w.id = g.workflow_id where g.fingerprint = $1`,
};

/** What is resolved already stays resolved since then. */
export const RESOLVE_GROUP: Statement = {
  name: 'resolve-error-group',
  text: `
update error_group set resolved_at = case when $2::boolean
    then coalesce(resolved_at, date_trunc('milliseconds', clock_timestamp())) end
where fingerprint = $1`,
};

export const DELETE_OLD_GROUPS: Statement = {
  name: 'delete-old-error-groups',
  text: `delete from error_group where last_seen_at < clock_timestamp() - $1::int * interval '1 day'`,
};
