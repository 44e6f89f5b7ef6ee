import { Injectable } from '@nestjs/common';
import type {
  BulkDeadLetters,
  DeadLetter,
  DeadLetterDetail,
  DeadLetterListQuery,
  Page,
  RunError,
} from '../../contract/index.js';
import { Sql, type SqlRunner } from '../../platform/database/sql.js';
import { AppError } from '../../platform/errors/app-error.js';
import { isId, newId } from '../../platform/ids.js';
import { LaneStore, type NextRuns } from '../ordering/lane-store.service.js';
import { OrderedRuns } from '../ordering/ordered-runs.service.js';
import { StoredEventsRepository } from '../replay/stored-events.repository.js';
import {
  COUNT_LETTERS,
  FIND_LETTER,
  LIST_LETTERS,
  LOCK_LETTER,
  RESOLVE_LETTERS,
  SUPERSEDE_LETTERS,
  TAKE_LETTERS,
  WRITE_LETTERS,
  type DeadLetterRow,
  type ResolvedLetter,
} from './dead-letters.sql.js';

/** Which dead letters are meant. */
export type LetterFilter = BulkDeadLetters['filter'];

/** A run that was written as failed. */
export interface FailedRun {
  id: string;
  /** JSON. */
  error: string | null;
}

/** How a dead letter is dealt with: discarded, or replayed by a run. */
export interface Resolution {
  id: string;
  replayRunId: string | null;
}

/** What consumers could not work off. */
@Injectable()
export class DeadLetters {
  constructor(
    private readonly sql: Sql,
    private readonly stored: StoredEventsRepository,
    private readonly lanes: LaneStore,
    private readonly ordered: OrderedRuns,
  ) {}

  /** Keeps what failed for good, in the transaction that ends the runs. That of a later run takes the place of an earlier one. */
  async keep(runner: SqlRunner, failed: readonly FailedRun[]): Promise<void> {
    const errors = failed.map(({ error }) => (error === null ? undefined : (JSON.parse(error) as RunError)));
    const written = await runner.run<{ runId: string }>(WRITE_LETTERS, [
      failed.map(() => newId()),
      failed.map(({ id }) => id),
      errors.map((error) => error?.nodeId ?? null),
      errors.map((error) => error?.iteration ?? ''),
    ]);
    await this.makeUp(
      runner,
      written.map(({ runId }) => runId),
    );
  }

  /** Resolves what runs that followed made up for: those of the same event at the same trigger. */
  makeUp(runner: SqlRunner, runIds: readonly string[]): Promise<ResolvedLetter[]> {
    return runner.run<ResolvedLetter>(SUPERSEDE_LETTERS, [runIds]);
  }

  /** Resolves letters within a transaction; those that were dealt with meanwhile are not among the answer. */
  resolve(
    runner: SqlRunner,
    letters: readonly Resolution[],
    status: 'replayed' | 'discarded',
  ): Promise<ResolvedLetter[]> {
    return runner.run<ResolvedLetter>(RESOLVE_LETTERS, [
      letters.map(({ id }) => id),
      letters.map(({ replayRunId }) => replayRunId),
      status,
    ]);
  }

  /** Newest first. */
  async list({ limit, cursor, status, ...filter }: DeadLetterListQuery): Promise<Page<DeadLetter>> {
    const before = cursor !== undefined && isId(cursor) ? cursor : null;
    const rows = await this.sql.run<DeadLetterRow>(LIST_LETTERS, [...filterColumns(status, filter), before, limit + 1]);
    const items = rows.slice(0, limit).map(toView);
    return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  }

  /** With the data of its event. @throws AppError `NOT_FOUND` */
  async detail(id: string): Promise<DeadLetterDetail> {
    const [row] = isId(id) ? await this.sql.run<DeadLetterRow>(FIND_LETTER, [id]) : [];
    if (!row) throw noSuchLetter();
    const event = await this.stored.find(row.eventId);
    return { ...toView(row), data: event ? (JSON.parse(event.data) as DeadLetterDetail['data']) : null };
  }

  /**
   * A letter that is open, locked until the transaction ends.
   *
   * @throws AppError `NOT_FOUND`, `LETTER_RESOLVED`
   */
  async lock(runner: SqlRunner, id: string): Promise<DeadLetterRow> {
    const [row] = isId(id) ? await runner.run<DeadLetterRow>(LOCK_LETTER, [id]) : [];
    if (!row) throw noSuchLetter();
    if (row.status !== 'open') throw new AppError('LETTER_RESOLVED', `The dead letter was ${row.status} already.`);
    return row;
  }

  /** How many open letters there are up to one. */
  async count(filter: LetterFilter, untilId: string): Promise<number> {
    const [row] = await this.sql.run<{ count: number }>(COUNT_LETTERS, [...filterColumns('open', filter), untilId]);
    return row?.count ?? 0;
  }

  /** The open letters that follow one, oldest first, locked until the transaction ends. */
  take(
    runner: SqlRunner,
    filter: LetterFilter,
    { afterId, untilId, limit }: { afterId: string | null; untilId: string; limit: number },
  ): Promise<DeadLetterRow[]> {
    return runner.run<DeadLetterRow>(TAKE_LETTERS, [...filterColumns('open', filter), untilId, afterId, limit]);
  }

  /**
   * Gives letters up within a transaction, those that are open.
   *
   * @returns the runs that waited for that under their ordering keys; they go on after the commit
   */
  async discardWithin(runner: SqlRunner, ids: readonly string[]): Promise<NextRuns> {
    const letters = ids.map((id) => ({ id, replayRunId: null }));
    return this.lanes.giveUpEvents(runner, await this.resolve(runner, letters, 'discarded'));
  }

  /** @throws AppError `NOT_FOUND`, `LETTER_RESOLVED` */
  async discard(id: string): Promise<void> {
    const next = await this.sql.transaction(async (runner) => {
      await this.lock(runner, id);
      return this.discardWithin(runner, [id]);
    });
    this.ordered.goOn(next);
  }
}

/** Whatever could not be an id fits nothing. */
function filterColumns(status: DeadLetter['status'], { workflowId, type, from, to, ids }: LetterFilter): unknown[] {
  const isPossible = workflowId === undefined || isId(workflowId);
  const possible = isPossible ? ids?.filter(isId) : [];
  return [status, isPossible ? (workflowId ?? null) : null, type ?? null, from ?? null, to ?? null, possible ?? null];
}

function noSuchLetter(): AppError {
  return new AppError('NOT_FOUND', 'There is no such dead letter.');
}

function toView({ error, failedAt, resolvedAt, ...row }: DeadLetterRow): DeadLetter {
  return {
    ...row,
    ...(error !== null && { error: JSON.parse(error) as RunError }),
    failedAt: failedAt.toISOString(),
    resolvedAt: resolvedAt?.toISOString() ?? null,
  };
}
