import type { OwnedRun } from '../broker/owned-run.js';
import { hasId, hasIdOfDays, idsIn } from '../platform/database/by-id.js';
import { OWNED_COLUMNS } from '../broker/owned-run.sql.js';
import type { Statement } from '../platform/database/sql.js';

export { LEASE_MS, type ParentStep } from '../broker/owned-run.js';

/** A claimed run with the event that it is for. */
export type ClaimedRun = OwnedRun;

/** Takes runs over: whoever's update comes first has them, and a higher epoch fences off everybody before. */
export const CLAIM_RUNS: Statement = {
  name: 'claim-runs',
  text: `
with claimable as (
  select run.id, signaled from unnest(${idsIn('$1')}) as c(id) join run on ${hasIdOfDays('run.id', 'c.id', '$3', '$4')}
  where (status = 'queued' or (status = 'waiting' and wake_at <= clock_timestamp())) and held is null
    -- A run of a paused workflow that was accepted by a process which did not know of the pause yet.
    and (lease_epoch > 0 or even_if_paused or parent_run_id is not null
      or workflow_id <> all(array(select id from workflow where paused_at is not null)))
  for update of run skip locked
)
update run set
  status = 'running', lease_epoch = lease_epoch + 1, started_at = coalesce(started_at, clock_timestamp()),
  wake_at = clock_timestamp() + $2 * interval '1 ms', signaled = false
from claimable, event e
where ${hasIdOfDays('run.id', 'claimable.id', '$3', '$4')} and ${hasId('e.id', 'run.event_id')}
returning ${OWNED_COLUMNS}, claimable.signaled as "isSignaled"`,
};

/** Renews leases; a row that is locked is being written by its owner, which renews it too. */
export const RENEW_LEASES: Statement = {
  name: 'renew-leases',
  text: `
with owned as (
  select r.id from unnest(${idsIn('$1')}, $2::int[]) as o(id, epoch) join run r on ${hasId('r.id', 'o.id')} and r.lease_epoch = o.epoch
  where r.status = 'running' for update of r skip locked
)
update run set wake_at = clock_timestamp() + $3 * interval '1 ms' from owned where ${hasId('run.id', 'owned.id')}`,
};

/** Gives runs back at shutdown: the next worker need not wait for the lease to end. */
export const RELEASE_RUNS: Statement = {
  name: 'release-runs',
  text: `
update run set status = 'queued', wake_at = clock_timestamp()
from unnest(${idsIn('$1')}, $2::int[]) as o(id, epoch)
where ${hasId('run.id', 'o.id')} and run.lease_epoch = o.epoch and run.status = 'running'`,
};
