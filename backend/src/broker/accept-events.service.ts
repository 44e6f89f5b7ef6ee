import { Injectable } from '@nestjs/common';
import { Announcer } from '../platform/announcer.service.js';
import { GroupCommit } from '../platform/batching/group-commit.js';
import { isDataError } from '../platform/database/is-data-error.js';
import { Sql, type SqlRunner } from '../platform/database/sql.js';
import { uuidArray } from '../platform/database/uuid-array.js';
import { AppError } from '../platform/errors/app-error.js';
import { ACCEPT_EVENTS, CLAIM_KEYS, FIND_KEYS, FIND_RUNS_OF_EVENTS } from './accept-events.sql.js';
import { prepareEvent, type PreparedEvent } from './fan-out.js';
import { LocalWorker, type OwnedRun } from './local-worker.service.js';
import type { AcceptedEvent, AcceptedRun, NewEvent } from './new-event.js';
import { SubscriptionTable } from './subscription-table.service.js';
import { WakeUps } from './wake-ups.service.js';

/** More events than this waiting for their commit: the database does not keep up, and more would only cost memory. */
const MAX_WAITING = 20_000;

type Outcome = AcceptedEvent | AppError;

/** Takes events in: the one way by which anything becomes an event. */
@Injectable()
export class AcceptEvents {
  private readonly group: GroupCommit<PreparedEvent, Outcome>;

  constructor(
    private readonly sql: Sql,
    private readonly table: SubscriptionTable,
    private readonly wakeUps: WakeUps,
    private readonly local: LocalWorker,
    private readonly announcer: Announcer,
  ) {
    this.group = new GroupCommit((items) => this.commit(items), {
      maxItems: 400,
      inFlight: 2,
      isFaultOfItem: isDataError,
    });
  }

  /**
   * Accepts an event. Resolves after the commit that holds it and a run for each subscription that wants it.
   *
   * @throws AppError `KEY_REUSED` if its key stands for an event with another body; `OVERLOADED`
   */
  async accept(event: NewEvent): Promise<AcceptedEvent> {
    if (this.group.size >= MAX_WAITING)
      throw new AppError('OVERLOADED', 'Too many events wait to be stored.', { retryAfter: 1 });
    const outcome = await this.group.submit(prepareEvent(event, this.table, new Date())).catch(toStorageError);
    if (outcome instanceof AppError) throw outcome;
    return outcome;
  }

  private async commit(items: PreparedEvent[]): Promise<Outcome[]> {
    const count = items.reduce((sum, { runs }) => sum + runs.length, 0);
    const isOwned = this.local.reserve(count);
    let owned: OwnedRun[] = [];
    try {
      const isPlain = items.every(({ event }) => event.key === undefined);
      const outcomes = isPlain
        ? await this.insert(this.sql, items, isOwned)
        : await this.sql.transaction((runner) => this.insertKeyed(runner, items, isOwned));
      const stored = items.filter((_, index) => isStored(outcomes[index]));
      if (isOwned) owned = stored.flatMap(toOwnedRuns);
      this.handOut(stored, isOwned ? owned : undefined);
      return outcomes;
    } finally {
      if (isOwned) this.local.giveUp(count - owned.length);
    }
  }

  private handOut(stored: readonly PreparedEvent[], owned: readonly OwnedRun[] | undefined): void {
    const runIds = stored.flatMap(({ runs }) => runs.map(({ id }) => id));
    if (runIds.length === 0) return;
    if (owned) this.local.handOver(owned);
    else this.wakeUps.wake(runIds);
    this.announcer.announce('runs.changed', { runIds });
  }

  /** Those whose key is new are inserted; the others are what came before under that key. */
  private async insertKeyed(runner: SqlRunner, items: PreparedEvent[], isOwned: boolean): Promise<Outcome[]> {
    const first = firstOfEachKey(items);
    const claimed = await runner.run<{ event_id: string }>(CLAIM_KEYS, [
      first.map(({ event }) => event.source),
      first.map(({ event }) => event.key),
      first.map(({ id }) => id),
      first.map(({ bodyHash }) => bodyHash),
    ]);
    const fresh = new Set(claimed.map((row) => row.event_id));
    const isNew = (item: PreparedEvent) => item.event.key === undefined || fresh.has(item.id);
    await this.insert(runner, items.filter(isNew), isOwned);
    const repeated = items.filter((item) => !isNew(item));
    const earlier = repeated.length > 0 ? await this.findEarlier(runner, repeated) : new Map<string, Earlier>();
    return items.map((item) => (isNew(item) ? toAccepted(item) : toDuplicate(item, earlier.get(keyOf(item)))));
  }

  private async findEarlier(runner: SqlRunner, items: PreparedEvent[]): Promise<Map<string, Earlier>> {
    const keys = await runner.run<EarlierRow>(FIND_KEYS, [
      items.map(({ event }) => event.source),
      items.map(({ event }) => event.key),
    ]);
    const runs = await runner.run<AcceptedRun & { eventId: string }>(FIND_RUNS_OF_EVENTS, [
      keys.map(({ eventId }) => eventId),
    ]);
    return new Map(
      keys.map((key) => [
        `${key.source}\0${key.key}`,
        { ...key, runs: runs.filter(({ eventId }) => eventId === key.eventId) },
      ]),
    );
  }

  private async insert(runner: SqlRunner, items: PreparedEvent[], isOwned: boolean): Promise<Outcome[]> {
    if (items.length === 0) return [];
    const refused = items.flatMap((item) => item.refused.map((delivery) => ({ item, delivery })));
    const runs = items.flatMap((item) => item.runs.map((run) => ({ item, run })));
    await runner.run(ACCEPT_EVENTS, [
      uuidArray(items.map(({ id }) => id)),
      items.map(({ event }) => event.type),
      items.map(({ event }) => event.source),
      items.map(({ event }) => event.subject ?? null),
      items.map(({ time }) => time),
      items.map(({ event }) => event.externalId ?? null),
      items.map(({ data }) => data),
      uuidArray(items.map(({ rootId }) => rootId)),
      uuidArray(items.map(({ event }) => event.cause?.runId ?? null)),
      items.map(({ event }) => event.cause?.nodeId ?? null),
      items.map(({ event }) => event.cause?.hops ?? 0),
      uuidArray(refused.map(({ item }) => item.id)),
      uuidArray(refused.map(({ delivery }) => delivery.workflowId)),
      refused.map(({ delivery }) => delivery.nodeId),
      refused.map(() => 'filtered'),
      refused.map(({ delivery }) => delivery.reason),
      uuidArray(runs.map(({ run }) => run.id)),
      uuidArray(runs.map(({ item }) => item.id)),
      uuidArray(runs.map(({ run }) => run.workflowId)),
      uuidArray(runs.map(({ run }) => run.versionId)),
      runs.map(({ run }) => run.nodeId),
      runs.map(({ run }) => run.wantsOutput),
      uuidArray(runs.map(({ item }) => item.rootId)),
      isOwned,
    ]);
    return items.map(toAccepted);
  }
}

/** The database is away or full: nothing was promised, and it makes sense to come again. */
function toStorageError(error: unknown): AppError {
  if (isDataError(error)) throw error;
  return new AppError(
    'OVERLOADED',
    'The event could not be stored at the moment.',
    { retryAfter: 1 },
    { cause: error },
  );
}

interface EarlierRow {
  source: string;
  key: string;
  eventId: string;
  bodyHash: string;
}

interface Earlier extends EarlierRow {
  runs: AcceptedRun[];
}

function keyOf({ event }: PreparedEvent): string {
  return `${event.source}\0${event.key}`;
}

function firstOfEachKey(items: PreparedEvent[]): PreparedEvent[] {
  const first = new Map<string, PreparedEvent>();
  for (const item of items) if (item.event.key !== undefined && !first.has(keyOf(item))) first.set(keyOf(item), item);
  return [...first.values()];
}

function isStored(outcome: Outcome | undefined): boolean {
  return outcome !== undefined && !(outcome instanceof AppError) && !outcome.isDuplicate;
}

/** The runs of an event as a claim would have told them. */
function toOwnedRuns({ event, id, time, data, rootId, runs }: PreparedEvent): OwnedRun[] {
  return runs.map((run) => ({
    id: run.id,
    eventId: id,
    workflowId: run.workflowId,
    versionId: run.versionId,
    trigger: run.nodeId,
    attempt: 1,
    epoch: 1,
    wantsOutput: run.wantsOutput,
    rootEventId: rootId,
    eventType: event.type,
    eventSource: event.source,
    eventSubject: event.subject ?? null,
    eventTime: new Date(time),
    externalId: event.externalId ?? null,
    data,
    hops: event.cause?.hops ?? 0,
  }));
}

function toAccepted({ id, runs }: PreparedEvent): AcceptedEvent {
  return { id, isDuplicate: false, runs };
}

function toDuplicate({ bodyHash }: PreparedEvent, earlier: Earlier | undefined): Outcome {
  if (!earlier) return new AppError('OVERLOADED', 'The event was being stored by another request.', { retryAfter: 1 });
  if (earlier.bodyHash !== bodyHash)
    return new AppError('KEY_REUSED', 'This key was used for an event with another body.', {
      hint: 'Use a new key for a new event.',
    });
  return { id: earlier.eventId, isDuplicate: true, runs: earlier.runs };
}
