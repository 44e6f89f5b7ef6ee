import type { Statement } from '../platform/database/sql.js';

/** What waits for people, and what for workers. */
export interface Waiting {
  /** That nobody has decided about. */
  deadLetters: number;
  /** For how long the oldest run that may begin has waited; milliseconds. */
  lagMs: number;
}

export const LOOK_AT_WAITING: Statement = {
  name: 'look-at-waiting',
  text: `
select (select count(*)::int from dead_letter where status = 'open') as "deadLetters",
  coalesce((
    select extract(epoch from clock_timestamp() - wake_at)::float8 * 1000 from run
    where wake_at is not null and status = 'queued' order by wake_at limit 1
  ), 0) as "lagMs"`,
};
