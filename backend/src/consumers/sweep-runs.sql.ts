import { hasId } from '../platform/database/by-id.js';
import type { Statement } from '../platform/database/sql.js';
import { PATIENCE_MS } from '../platform/faults/patience.js';

/**
 * Finds runs that nobody takes care of: wake-ups that were lost, leases that ended, timers that are due. They are queued
 * again, which fences off an owner that is late. $2 tells whether runs that are queued already are looked at too: while
 * the queue is long, they are only waiting for their turn. A run that is still `running` lost its worker without a word,
 * which is counted: one that does so again and again may be what kills its workers.
 */
export const SWEEP_RUNS: Statement = {
  name: 'sweep-runs',
  text: `
with due as (
  select id, status from run where wake_at <= clock_timestamp() and ($2 or status <> 'queued')
  order by wake_at limit $1 for update skip locked
)
update run set
  status = 'queued', wake_at = clock_timestamp() + interval '${PATIENCE_MS} ms',
  take_overs = take_overs + (due.status = 'running')::int
from due where ${hasId('run.id', 'due.id')}
returning run.id`,
};

/** Dedup keys that have expired. */
export const DELETE_EXPIRED_KEYS: Statement = {
  name: 'delete-expired-keys',
  text: 'delete from event_key where (source, key) in (select source, key from event_key where expires_at < clock_timestamp() limit 5000)',
};
