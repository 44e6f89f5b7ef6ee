import { setTimeout as sleep } from 'node:timers/promises';
import type { Backing } from '../backing.js';
import type { Share } from './cpu-profile.js';

const EVERY_MS = 20;

/** Active connections besides the one that looks. */
const LOOK = `
select left(regexp_replace(query, '\\s+', ' ', 'g'), 60) as query, coalesce(wait_event_type || ':' || wait_event, 'computing') as wait
from pg_stat_activity where state = 'active' and pid <> pg_backend_pid() and backend_type = 'client backend'`;

/** Looks again and again what the connections of the database are doing. */
export function sampleActivity({ query }: Backing): { stop(): Promise<Share[]> } {
  const counts = new Map<string, number>();
  let looks = 0;
  let isStopped = false;
  const looking = (async () => {
    while (!isStopped) {
      for (const row of await query<{ query: string; wait: string }>(LOOK)) {
        const name = `${row.wait.padEnd(24)} ${row.query}`;
        counts.set(name, (counts.get(name) ?? 0) + 1);
      }
      looks += 1;
      await sleep(EVERY_MS);
    }
  })();
  return {
    stop: async () => {
      isStopped = true;
      await looking;
      return [...counts]
        .map(([name, count]) => ({ name, percent: (count / looks) * 100 }))
        .sort((a, b) => b.percent - a.percent)
        .slice(0, 25);
    },
  };
}
