import { hasId, idsIn } from '../platform/database/by-id.js';
import type { Statement } from '../platform/database/sql.js';

/**
 * Keeps what runs can be found by. They are touched, so that whoever copies them while history is pruned sees that there is
 * something new about them; one that somebody else owns by now is left to that owner.
 */
export const KEEP_KEYS: Statement = {
  name: 'keep-keys',
  text: `
with owned as (
  update run set wake_at = run.wake_at from unnest(${idsIn('$1')}, $2::int[]) as o(id, epoch)
  where ${hasId('run.id', 'o.id')} and run.lease_epoch = o.epoch and run.status = 'running' returning run.id
)
insert into run_key (run_id, name, value)
select k.* from unnest($3::uuid[], $4::text[], $5::text[]) as k(run_id, name, value) where k.run_id in (select id from owned)
on conflict (run_id, name) do nothing`,
};
