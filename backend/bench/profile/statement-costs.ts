import type { Backing } from '../backing.js';

const SHOWN = 15;

/** Begins to count anew what statements cost, where the server can count: the embedded one has no such library. */
export async function forgetStatements({ name, query }: Backing): Promise<void> {
  if (name === 'embedded') return;
  await query('create extension if not exists pg_stat_statements');
  await query('select pg_stat_statements_reset()');
}

/** The statements that took most of the server's time since then, one line each. */
export async function costliestStatements({ name, query }: Backing): Promise<string[]> {
  if (name === 'embedded') return [];
  const rows = await query<{ calls: string; total: string; mean: string; wal: string; text: string }>(
    `
select calls, round(total_exec_time) as total, round(mean_exec_time::numeric, 2) as mean, pg_size_pretty(wal_bytes) as wal,
  left(regexp_replace(query, '\\s+', ' ', 'g'), 90) as text
from pg_stat_statements order by total_exec_time desc limit ${SHOWN}`,
  );
  return [
    '',
    'statements: total ms, calls, mean ms, written to the log',
    ...rows.map(({ total, calls, mean, wal, text }) => [total, calls, mean, wal, text].join('  ')),
  ];
}
