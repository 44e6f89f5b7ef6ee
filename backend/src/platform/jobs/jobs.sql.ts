import type { JobKind, JobStatus } from '../../contract/index.js';
import type { Statement } from '../database/sql.js';

/** Notified when a job is there to be taken, or is to be cancelled. */
export const JOBS_CHANNEL = 'eventloom_jobs';

/** A job as it is stored. */
export interface JobRow {
  id: string;
  kind: JobKind;
  title: string;
  status: JobStatus;
  total: number | null;
  done: number;
  failed: number;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  error: string | null;
}

const COLUMNS = `
id, kind, title, status, total, done, failed, created_at as "createdAt", started_at as "startedAt", finished_at as "finishedAt", error`;

export const INSERT_JOB: Statement = {
  name: 'insert-job',
  text: 'insert into job (id, kind, title, request, wake_at) values ($1, $2, $3, $4, clock_timestamp())',
};

export const NOTIFY_JOBS: Statement = { name: 'notify-jobs', text: `select pg_notify('${JOBS_CHANNEL}', $1)` };

export const LIST_JOBS: Statement = {
  name: 'list-jobs',
  text: `select ${COLUMNS} from job where $1::uuid is null or id < $1 order by id desc limit $2`,
};

export const FIND_JOB: Statement = { name: 'find-job', text: `select ${COLUMNS} from job where id = $1` };

export const LIST_RESULTS: Statement = {
  name: 'list-job-results',
  text: `
select item_id as "itemId", ok, detail, run_id as "runId" from job_result
where job_id = $1 and ($2::text is null or item_id < $2) order by item_id desc limit $3`,
};

/** One that nobody has begun ends at once; who is at work on another one is told. */
export const CANCEL_JOB: Statement = {
  name: 'cancel-job',
  text: `
update job set is_cancel_requested = true,
  status = case when status = 'queued' then 'cancelled' else status end,
  finished_at = case when status = 'queued' then clock_timestamp() end,
  wake_at = case when status = 'queued' then null else wake_at end
where id = $1 and finished_at is null
returning ${COLUMNS}`,
};

/** Takes jobs of some kinds that nobody has: a higher epoch fences off whoever had one before. */
export const CLAIM_JOBS: Statement = {
  name: 'claim-jobs',
  text: `
with due as (
  select id from job where wake_at <= clock_timestamp() and kind = any($1::text[])
  order by wake_at limit $2 for update skip locked
)
update job set status = 'running', lease_epoch = lease_epoch + 1, started_at = coalesce(started_at, clock_timestamp()),
  wake_at = clock_timestamp() + $3 * interval '1 ms'
from due where job.id = due.id
returning job.id, kind, request, lease_epoch as epoch, total`,
};

/** The right to do the next part of a job, until the transaction ends; no row if another process has it. */
export const LOCK_JOB: Statement = {
  name: 'lock-job',
  text: `
select cursor, is_cancel_requested as "isCancelled" from job
where id = $1 and lease_epoch = $2 and status = 'running' for update`,
};

/** Renews the lease while there is nothing to do; the same answer. */
export const KEEP_JOB: Statement = {
  name: 'keep-job',
  text: `
update job set wake_at = clock_timestamp() + $3 * interval '1 ms'
where id = $1 and lease_epoch = $2 and status = 'running'
returning is_cancel_requested as "isCancelled"`,
};

export const SET_TOTAL: Statement = {
  name: 'set-job-total',
  text: 'update job set total = $3 where id = $1 and lease_epoch = $2',
};

/** How far a job is, in the transaction of what it did. */
export const ADVANCE_JOB: Statement = {
  name: 'advance-job',
  text: `
with results as (
  insert into job_result (job_id, item_id, ok, detail, run_id)
  select $1::uuid, r.* from unnest($6::text[], $7::boolean[], $8::text[], $9::uuid[]) as r(item_id, ok, detail, run_id)
  on conflict (job_id, item_id) do update set ok = excluded.ok, detail = excluded.detail, run_id = excluded.run_id
)
update job set cursor = $2, done = done + $3, failed = failed + $4, wake_at = clock_timestamp() + $5 * interval '1 ms' where id = $1`,
};

export const END_JOB: Statement = {
  name: 'end-job',
  text: `
update job set status = $3, error = $4, finished_at = clock_timestamp(), wake_at = null,
  -- What was counted at the start may have gone since.
  total = case when $3 = 'succeeded' then done else total end
where id = $1 and lease_epoch = $2 and status = 'running'`,
};

/** Gives a job back: the next process need not wait for the end of the lease. */
export const RELEASE_JOB: Statement = {
  name: 'release-job',
  text: `update job set wake_at = clock_timestamp() where id = $1 and lease_epoch = $2 and status = 'running'`,
};
