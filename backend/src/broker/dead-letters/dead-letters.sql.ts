import type { DeadLetter } from '../../contract/index.js';
import { hasId, idsIn } from '../../platform/database/by-id.js';
import type { Statement } from '../../platform/database/sql.js';

/** A dead letter as it is stored. */
export interface DeadLetterRow {
  id: string;
  workflowId: string;
  workflowName: string;
  trigger: string;
  runId: string;
  eventId: string;
  topic: string;
  subject: string | null;
  attempts: number;
  /** JSON. */
  error: string | null;
  failedAt: Date;
  status: DeadLetter['status'];
  resolvedAt: Date | null;
  replayRunId: string | null;
}

/** One that was dealt with just now. */
export interface ResolvedLetter {
  id: string;
  workflowId: string;
  trigger: string;
  eventId: string;
  /** The run that failed. */
  runId: string;
}

const COLUMNS = `
d.id, d.workflow_id as "workflowId", coalesce(w.name, '') as "workflowName", d.trigger_node as trigger, d.run_id as "runId",
  d.event_id as "eventId", d.topic, d.subject, d.attempts, d.error, d.failed_at as "failedAt", d.status, d.resolved_at as "resolvedAt",
  d.replay_run_id as "replayRunId"`;

const RESOLVED = `
returning d.id, d.workflow_id as "workflowId", d.trigger_node as trigger, d.event_id as "eventId", d.run_id as "runId"`;

/** The parameters are those of `filterColumns`. */
const FITS = `
d.status = $1 and ($2::uuid is null or d.workflow_id = $2) and ($3::text is null or d.topic = $3)
  and ($4::timestamptz is null or d.failed_at >= $4) and ($5::timestamptz is null or d.failed_at < $5)
  and ($6::uuid[] is null or d.id = any($6))`;

/**
 * Drafts fail in front of whoever tries them out, and a run that another one called is the affair of its caller: neither
 * makes a dead letter. The attempts are those of the step that failed.
 */
export const WRITE_LETTERS: Statement = {
  name: 'write-dead-letters',
  text: `
insert into dead_letter (id, run_id, event_id, workflow_id, trigger_node, topic, subject, attempts, error, failed_at)
select f.id, r.id, r.event_id, r.workflow_id, r.trigger_node, e.type, e.subject,
  coalesce(nullif(json_array_length(s.attempts::json), 0), 1), r.error, r.finished_at
from unnest($1::uuid[], ${idsIn('$2')}, $3::text[], $4::text[]) as f(id, run_id, node_id, iteration)
join run r on ${hasId('r.id', 'f.run_id')} join workflow_version v on v.id = r.version_id join event e on ${hasId('e.id', 'r.event_id')}
left join step s on ${hasId('s.run_id', 'f.run_id')} and s.node_id = f.node_id and s.iteration = f.iteration
where v.number is not null and r.parent_run_id is null
returning run_id as "runId"`,
};

/** What later runs make up for, whether they succeeded or left a dead letter of their own. */
export const SUPERSEDE_LETTERS: Statement = {
  name: 'supersede-dead-letters',
  text: `
update dead_letter d set status = 'replayed', resolved_at = clock_timestamp(), replay_run_id = r.id
from run r
where r.id = any($1::uuid[]) and d.event_id = r.event_id and d.workflow_id = r.workflow_id and d.trigger_node = r.trigger_node
  and d.status = 'open' and d.run_id < r.id${RESOLVED}`,
};

export const RESOLVE_LETTERS: Statement = {
  name: 'resolve-dead-letters',
  text: `
update dead_letter d set status = $3, resolved_at = clock_timestamp(), replay_run_id = l.run_id
from unnest($1::uuid[], $2::uuid[]) as l(id, run_id) where d.id = l.id and d.status = 'open'${RESOLVED}`,
};

export const LIST_LETTERS: Statement = {
  name: 'list-dead-letters',
  text: `
select ${COLUMNS} from dead_letter d left join workflow w on w.id = d.workflow_id
where ${FITS} and ($7::uuid is null or d.id < $7) order by d.id desc limit $8`,
};

export const COUNT_LETTERS: Statement = {
  name: 'count-dead-letters',
  text: `select count(*)::int as count from dead_letter d where ${FITS} and d.id <= $7::uuid`,
};

/** The next of those that are to be dealt with, oldest first. */
export const TAKE_LETTERS: Statement = {
  name: 'take-dead-letters',
  text: `
select ${COLUMNS} from dead_letter d left join workflow w on w.id = d.workflow_id
where ${FITS} and d.id <= $7::uuid and ($8::uuid is null or d.id > $8) order by d.id limit $9 for update of d`,
};

export const FIND_LETTER: Statement = {
  name: 'find-dead-letter',
  text: `select ${COLUMNS} from dead_letter d left join workflow w on w.id = d.workflow_id where d.id = $1`,
};

export const LOCK_LETTER: Statement = {
  ...FIND_LETTER,
  name: 'lock-dead-letter',
  text: `${FIND_LETTER.text} for update of d`,
};
