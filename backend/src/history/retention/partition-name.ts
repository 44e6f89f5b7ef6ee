import type { Span } from './span.js';

/** The name of the partition of a table for some days: `run_20260131`. */
export function dayName(table: string, { since }: Span & { since: number }): string {
  return `${table}_${new Date(since).toISOString().slice(0, 10).replaceAll('-', '')}`;
}
