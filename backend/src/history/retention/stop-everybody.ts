import { setTimeout as sleep } from 'node:timers/promises';
import { TABLE_NAMES } from './partition-tables.js';
import type { Query } from './query.js';

/** Whoever is in the middle of something is waited for so long, and no longer: all others wait behind. */
const LOCK_TIMEOUT = '150ms';

/** While everybody stands, no statement may take longer than this. */
const STATEMENT_TIMEOUT = '5s';

/** How long everybody is left alone before it is tried again; milliseconds. */
const REST_MS = 250;

/** Lock timeout, and deadlock. */
const NOT_NOW = new Set(['55P03', '40P01']);

/**
 * Does something while nobody else uses the tables that are divided by time: other partitions need that. Until the end of
 * the transaction everybody waits, so it has to be quick.
 *
 * @param query runs within a transaction
 * @param attempts how often it is tried to have everybody stop
 * @param work may be begun several times, and nothing of a time before is left then
 * @throws the error of the database if there was no moment to stop everybody
 */
export async function stopEverybody<Result>(
  query: Query,
  attempts: number,
  work: () => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    await query('savepoint before_stop');
    try {
      await query(`set local lock_timeout = '${LOCK_TIMEOUT}'`);
      await query(`set local statement_timeout = '${STATEMENT_TIMEOUT}'`);
      await query(`lock table only ${TABLE_NAMES.join(', only ')} in access exclusive mode`);
      return await work();
    } catch (error) {
      await query('rollback to savepoint before_stop');
      if (attempt === attempts || !isNotNow(error)) throw error;
    }
    await sleep(REST_MS);
  }
}

function isNotNow(error: unknown): boolean {
  return error instanceof Error && 'code' in error && NOT_NOW.has(String(error.code));
}
