import { oldestIdAt, timeOfId } from '../../platform/ids.js';
import type { PartitionState } from './plan-pruning.js';
import type { Query } from './query.js';
import type { Span } from './span.js';

/** The tables that are divided by time, with the id that tells it. */
export const TABLES = { event: 'id', delivery: 'event_id', run: 'id', step: 'run_id', run_key: 'run_id' } as const;

export type TableName = keyof typeof TABLES;

export const TABLE_NAMES = Object.keys(TABLES) as TableName[];

/** The partitions of all tables for one span. */
export interface Partition extends PartitionState {
  tables: Record<TableName, PartitionTable>;
}

export interface PartitionTable {
  name: string;
  /** About how many, as far as the database knows. */
  rows: number;
}

interface PartitionRow extends PartitionTable {
  table: TableName;
  sinceId: string | null;
  untilId: string;
  bytes: number;
}

/** All but those for what is to come. */
const LIST = `
select p.relname as table, c.relname as name, greatest(c.reltuples, pg_stat_get_live_tuples(c.oid))::float8 as rows,
  pg_total_relation_size(c.oid)::float8 as bytes,
  substring(bound from 'FROM \\(''([^'']+)''\\)') as "sinceId", substring(bound from 'TO \\(''([^'']+)''\\)') as "untilId"
from pg_inherits join pg_class p on p.oid = inhparent join pg_class c on c.oid = inhrelid
cross join lateral pg_get_expr(c.relpartbound, c.oid) as bound
where p.oid = any($1::regclass[]) and bound not like '%MAXVALUE%'`;

/** A rewritten partition ends where the last of those ended that it stands for. */
const FIND_PRUNED = 'select until, max(at) as at from pruning where topic is null group by until';

/** The oldest first. */
export async function listPartitions(query: Query): Promise<Partition[]> {
  const pruned = await query<{ until: Date; at: Date }>(FIND_PRUNED);
  const prunedAt = new Map(pruned.map(({ until, at }) => [until.getTime(), at.getTime()]));
  const partitions = new Map<string, Partition>();
  for (const row of await query<PartitionRow>(LIST, [TABLE_NAMES])) {
    const until = timeOfId(row.untilId);
    const partition = partitions.get(row.untilId) ?? {
      since: row.sinceId === null ? null : timeOfId(row.sinceId),
      until,
      bytes: 0,
      prunedAt: prunedAt.get(until) ?? null,
      tables: {} as Record<TableName, PartitionTable>,
    };
    partition.tables[row.table] = { name: row.name, rows: row.rows };
    partition.bytes += row.bytes;
    partitions.set(row.untilId, partition);
  }
  return [...partitions.values()].sort((a, b) => a.until - b.until);
}

/** A condition of SQL: an id is of a time. */
export function within(column: string, { since, until }: Span): string {
  const before = `${column} < '${oldestIdAt(until)}'`;
  return since === null ? before : `${column} >= '${oldestIdAt(since)}' and ${before}`;
}

/**
 * The statement that makes a table the partition for a time.
 *
 * @param until null for all time to come
 */
export function attach(table: TableName, name: string, span: { since: number | null; until: number | null }): string {
  const since = span.since === null ? 'minvalue' : `'${oldestIdAt(span.since)}'`;
  const until = span.until === null ? 'maxvalue' : `'${oldestIdAt(span.until)}'`;
  return `alter table ${table} attach partition ${name} for values from (${since}) to (${until})`;
}
