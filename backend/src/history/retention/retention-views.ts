import type { Pruning, Retention } from '../../contract/index.js';
import type { Partition } from './partition-tables.js';
import type { PruningRow } from './pruning.repository.js';

export function toPruningView({ at, since, until, topic, ...row }: PruningRow): Pruning {
  return {
    ...row,
    at: at.toISOString(),
    since: since?.toISOString() ?? null,
    until: until.toISOString(),
    ...(topic !== null && { topic }),
  };
}

export function toPartitionView({ since, until, bytes, tables }: Partition): Retention['partitions'][number] {
  return {
    since: since === null ? null : new Date(since).toISOString(),
    until: new Date(until).toISOString(),
    events: tables.event.rows,
    runs: tables.run.rows,
    steps: tables.step.rows,
    bytes,
  };
}
