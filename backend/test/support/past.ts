import type { TestDatabase } from './database.js';

const DAY_MS = 86_400_000;

const TABLES = ['event', 'delivery', 'run', 'step', 'run_key'];

/** The beginning of a day, so many days ago; milliseconds since the epoch. */
export function daysAgo(days: number): number {
  const now = Date.now();
  return now - (now % DAY_MS) - days * DAY_MS;
}

/**
 * Gives an installation that has just begun partitions for days of the past, as if it had been there all the time.
 *
 * @param edges where they begin and end, in days ago: `[40, 32, 31]` makes one for nine days and one for a day
 */
export async function makePast(database: Pick<TestDatabase, 'query'>, edges: readonly number[]): Promise<void> {
  const yesterday = 1;
  const ends = [...edges.slice(1), yesterday];
  for (const table of TABLES) {
    const [first] = await database.query<{ name: string }>(
      `select c.relname as name from pg_inherits join pg_class c on c.oid = inhrelid
       where inhparent = $1::regclass and pg_get_expr(c.relpartbound, c.oid) like '%MINVALUE%'`,
      [table],
    );
    await database.query(`alter table ${table} detach partition ${first?.name}`);
    for (const [index, since] of edges.entries())
      await database.query(
        `create table ${table}_past_${since} partition of ${table} for values from (${idAt(since)}) to (${idAt(ends[index] ?? yesterday)})`,
      );
    await database.query(
      `alter table ${table} attach partition ${first?.name} for values from (minvalue) to (${idAt(edges[0] ?? yesterday)})`,
    );
  }
}

/** Takes the last of the days to come away again: what comes for it goes where all time to come does. */
export async function unmakeDay(database: Pick<TestDatabase, 'query'>, days: number): Promise<void> {
  for (const table of TABLES) {
    const name = `${table}_${new Date(daysAgo(days)).toISOString().slice(0, 10).replaceAll('-', '')}`;
    await database.query(`drop table ${name}`);
    await database.query(`alter table ${table} detach partition ${table}_rest`);
    await database.query(
      `alter table ${table} attach partition ${table}_rest for values from (${idAt(days)}) to (maxvalue)`,
    );
  }
}

function idAt(days: number): string {
  const hex = daysAgo(days).toString(16).padStart(12, '0');
  return `'${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000'`;
}

/** An id as it would be had it been made so many days before. */
export function pastId(id: string, days: number): string {
  const hex = (Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) - days * DAY_MS).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}${id.slice(13)}`;
}

/**
 * Has an event, and all that hangs on it, have come so many days earlier than it did. Nothing may be at work on it.
 *
 * @returns its new id; those of its runs change in the same way
 */
export async function moveToPast(database: TestDatabase, eventId: string, days: number): Promise<string> {
  const runs = await database.query<{ id: string }>('select id from run where event_id = $1', [eventId]);
  const moved = pastId(eventId, days);
  for (const { id } of runs) await moveRun(database, id, days);
  for (const table of ['run', 'delivery', 'dead_letter', 'event_key'])
    await database.query(`update ${table} set event_id = $2 where event_id = $1`, [eventId, moved]);
  await database.query('update run set root_event_id = $2 where root_event_id = $1', [eventId, moved]);
  await database.query(
    `update event set id = $2, root_id = $2, received_at = received_at - $3 * interval '1 day' where id = $1`,
    [eventId, moved, days],
  );
  return moved;
}

async function moveRun({ query }: TestDatabase, id: string, days: number): Promise<void> {
  const moved = pastId(id, days);
  const earlier = ['created_at', 'started_at', 'finished_at'].map(
    (column) => `${column} = ${column} - $3 * interval '1 day'`,
  );
  await query(`update run set id = $2, ${earlier.join(', ')} where id = $1`, [id, moved, days]);
  for (const table of ['step', 'run_key', 'signal', 'event_wait', 'flow_run', 'dead_letter'])
    await query(`update ${table} set run_id = $2 where run_id = $1`, [id, moved]);
}
