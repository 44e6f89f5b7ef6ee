import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { newId } from '../../platform/ids.js';
import { deleteEvents, type DeletedEvents, type EventsToDelete } from './delete-events.js';
import { listPartitions, TABLE_NAMES, type Partition, type TableName } from './partition-tables.js';
import type { Query } from './query.js';
import { rewriteSpan } from './rewrite-span.js';
import type { Span } from './span.js';
import { indexOpenRuns, type Survival } from './survivors.js';

/** What was pruned at a time, as it is stored. */
export interface PruningRow {
  id: string;
  at: Date;
  since: Date | null;
  until: Date;
  topic: string | null;
  events: number;
  runs: number;
  steps: number;
  bytes: number;
  survivors: number;
  tookMs: number;
}

/** What is to be rewritten, and what of it survives. */
export interface PruningPlan extends Omit<Survival, 'into'> {
  parts: readonly Partition[];
}

/** Any number that nothing else takes: one process at a time prunes. */
const PRUNE_LOCK = 7_205_762;

/** How often a process asks whether it is its turn; milliseconds. */
const TURN_MS = 200;

const COLUMNS = `
id, at, since, until, topic, events::float8 as events, runs::float8 as runs, steps::float8 as steps, bytes::float8 as bytes,
  survivors::float8 as survivors, took_ms as "tookMs"`;

const INSERT = `
insert into pruning (id, since, until, topic, events, runs, steps, bytes, survivors, took_ms)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning ${COLUMNS}`;

/** Those that found nothing to free are not worth telling. */
const FIND_LATEST = `select ${COLUMNS} from pruning where events + runs + steps > 0 order by id desc limit $1`;

const FIND_TOPICS = 'select type, retention_days as days from topic where retention_days is not null order by type';

/** What came too late for runs that are gone, dead letters that somebody has dealt with, and jobs that have ended. */
const DELETE_LEFT_OVERS = `
with signals as (delete from signal s where not exists (select from run where run.id = s.run_id)),
  waits as (delete from event_wait w where not exists (select from run where run.id = w.run_id)),
  letters as (delete from dead_letter where status <> 'open' and failed_at < $1)
delete from job where finished_at < $1`;

/** The oldest entries of the audit log; the rest of its chain hangs on the last one that goes. */
const DELETE_AUDIT = `
with gone as (
  delete from audit_entry where seq < coalesce((select min(seq) from audit_entry where at >= $1), 9223372036854775807)
  returning seq, hash
)
update audit_chain set pruned_seq = last.seq, pruned_hash = last.hash
from (select seq, hash from gone order by seq desc limit 1) last`;

/** Prunes in the database. */
@Injectable()
export class PruningRepository {
  private pid: number | undefined;
  private isEnded = false;

  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /**
   * Rewrites the partitions of some time.
   *
   * @param choose says what, of the partitions that there are; undefined if there is nothing to be done
   */
  rewrite(choose: (partitions: Partition[]) => PruningPlan | undefined): Promise<PruningRow | undefined> {
    return this.alone(async (query) => {
      const begun = performance.now();
      const plan = choose(await listPartitions(query));
      if (!plan) return undefined;
      const runs = plan.parts.map(({ tables }) => tables.run);
      await indexOpenRuns(query, runs, plan.endedSince);
      return inTransaction(query, async () => {
        const { freed, survivors } = await rewriteSpan(query, plan.parts, { ...plan, into: newTables() });
        return insertPruning(query, {
          ...toDates(plan.span),
          topic: null,
          ...freed,
          survivors: survivors.events + survivors.runs,
          tookMs: Math.round(performance.now() - begun),
        });
      });
    });
  }

  /** Deletes some events of a topic; undefined if there are no more to look at. */
  deleteEvents(which: EventsToDelete): Promise<{ deleted: DeletedEvents; lastId: string } | undefined> {
    return this.alone((query) => inTransaction(query, () => deleteEvents(query, which)));
  }

  note(pruning: Omit<PruningRow, 'id' | 'at'>): Promise<PruningRow> {
    return insertPruning((sql, values) => this.dataSource.query(sql, values), pruning);
  }

  /** @param before milliseconds since the epoch */
  async deleteLeftOvers(before: number): Promise<void> {
    await this.dataSource.query(DELETE_LEFT_OVERS, [new Date(before)]);
    await this.dataSource.query(DELETE_AUDIT, [new Date(before)]);
  }

  /** The latest first. */
  latest(limit: number): Promise<PruningRow[]> {
    return this.dataSource.query<PruningRow[]>(FIND_LATEST, [limit]);
  }

  /** The topics whose events are kept for a time of their own. */
  topics(): Promise<{ type: string; days: number }[]> {
    return this.dataSource.query(FIND_TOPICS);
  }

  /** This process prunes no more, and ends what it is pruning; nothing of that is left. */
  async end(): Promise<void> {
    this.isEnded = true;
    if (this.pid !== undefined) await this.dataSource.query('select pg_cancel_backend($1)', [this.pid]);
  }

  /** While no other process prunes. */
  private async alone<Result>(work: (query: Query) => Promise<Result>): Promise<Result> {
    const runner = this.dataSource.createQueryRunner();
    const query: Query = (sql, values) => runner.query(sql, values);
    try {
      const [self] = await query<{ pid: number }>('select pg_backend_pid() as pid');
      this.pid = self?.pid;
      await this.waitForTurn(query);
      return await work(query).finally(() => query('select pg_advisory_unlock($1)', [PRUNE_LOCK]));
    } finally {
      this.pid = undefined;
      await runner.release();
    }
  }

  /** Who waits within a statement would be waited for by whoever makes an index. */
  private async waitForTurn(query: Query): Promise<void> {
    const ask = () => query<{ isMine: boolean }>('select pg_try_advisory_lock($1) as "isMine"', [PRUNE_LOCK]);
    while (!(await ask())[0]?.isMine) {
      if (this.isEnded) throw new Error('pruning was given up');
      await sleep(TURN_MS);
    }
  }
}

/** What has to be looked through as a whole is looked through as a whole. */
async function inTransaction<Result>(query: Query, work: () => Promise<Result>): Promise<Result> {
  await query('begin');
  try {
    await query('set local enable_seqscan = on');
    await query('set local enable_bitmapscan = on');
    const result = await work();
    await query('commit');
    return result;
  } catch (error) {
    await query('rollback');
    throw error;
  }
}

/** Names that no table has; what they are partitions for, the database itself knows. */
function newTables(): Record<TableName, string> {
  const suffix = newId().replaceAll('-', '');
  const names = TABLE_NAMES.map((table) => [table, `${table}_kept_${suffix}`]);
  return Object.fromEntries(names) as Record<TableName, string>;
}

function toDates({ since, until }: Span): { since: Date | null; until: Date } {
  return { since: since === null ? null : new Date(since), until: new Date(until) };
}

async function insertPruning(query: Query, row: Omit<PruningRow, 'id' | 'at'>): Promise<PruningRow> {
  const { since, until, topic, events, runs, steps, bytes, survivors, tookMs } = row;
  const [inserted] = await query<PruningRow>(INSERT, [
    ...[newId(), since, until, topic],
    ...[events, runs, steps, bytes, survivors, tookMs],
  ]);
  if (!inserted) throw new Error('a pruning was not noted');
  return inserted;
}
