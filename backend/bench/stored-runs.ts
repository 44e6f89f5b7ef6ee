import type { Backing } from './backing.js';

/** Rows that one statement copies: few enough that none takes minutes. */
const CHUNK = 50_000;

/** The tables that a run is stored in, with what names the row of one run and the ids that a copy gets anew. */
const TABLES = [
  { table: 'event', of: 'id = $1', ids: { id: 'event', root_id: 'event' } },
  { table: 'run', of: 'event_id = $1', ids: { id: 'run', event_id: 'event', root_event_id: 'event' } },
  { table: 'step', of: 'run_id in (select id from run where event_id = $1)', ids: { run_id: 'run' } },
];

/**
 * Stores copies of a run that the product itself has made, older than it: a long history, in the shape that the product
 * gives it, in minutes instead of hours.
 *
 * @param since when the first of them came, each a millisecond after the one before; milliseconds since the epoch
 */
export async function storeCopies(
  backing: Backing,
  eventId: string,
  count: number,
  since = Date.UTC(2025, 0, 1),
): Promise<void> {
  for (let from = 0; from < count; from += CHUNK)
    for (const { table, of, ids } of TABLES) {
      const columns = await columnsOf(backing, table);
      const values = columns.map(({ name, type }) => valueOf(name, type, ids, since));
      await backing.query(
        `
insert into ${table} (${columns.map(({ name }) => name).join(', ')})
select ${values.join(', ')} from generate_series($2::bigint, $3::bigint) n, (select * from ${table} where ${of}) template`,
        [eventId, from + 1, Math.min(count, from + CHUNK)],
      );
    }
  await backing.query('vacuum (analyze) event, run, step');
  await backing.query('checkpoint');
}

interface Column {
  name: string;
  type: string;
}

function columnsOf({ query }: Backing, table: string): Promise<Column[]> {
  return query(
    `select column_name as name, data_type as type from information_schema.columns where table_name = $1 and table_schema = 'public'`,
    [table],
  );
}

function valueOf(name: string, type: string, ids: Partial<Record<string, string>>, since: number): string {
  const kind = ids[name];
  if (kind !== undefined) return idOf(kind, since);
  return type.startsWith('timestamp') ? `${name} - (now() - to_timestamp((${since} + n) / 1000.0))` : name;
}

/** A UUID version 7 of the n-th millisecond: the same for the same n, so that the tables fit together. */
function idOf(kind: string, since: number): string {
  const millis = `lpad(to_hex(${since} + n), 12, '0')`;
  return `(${millis} || '7' || lpad(to_hex(n % 4096), 3, '0') || '8' || left(md5(n || '${kind}'), 15))::uuid`;
}
