import { Injectable } from '@nestjs/common';
import { Announcer } from '../platform/announcer.service.js';
import { GroupCommit } from '../platform/batching/group-commit.js';
import { Turnstile } from '../platform/batching/turnstile.js';
import { isDataError } from '../platform/database/is-data-error.js';
import { Sql, type SqlRunner } from '../platform/database/sql.js';
import { AppError } from '../platform/errors/app-error.js';
import { AcceptMetrics } from './accept-metrics.service.js';
import { EventStore, isStored, type Outcome, type Stored } from './event-store.service.js';
import { EventWaits } from './event-waits.service.js';
import { laneToDecide } from './flow-limits.js';
import { prepareEvent, type PreparedEvent, type PreparedRun } from './fan-out.js';
import { Listeners } from './listening/listeners.service.js';
import { LocalWorker } from './local-worker.service.js';
import type { AcceptedEvent, NewEvent } from './new-event.js';
import { laneBehind } from './ordering/stand-in-lanes.js';
import { OrderedRuns } from './ordering/ordered-runs.service.js';
import { toOwnedRuns } from './owned-run.js';
import { crashPoint } from '../platform/faults/crash-point.js';
import { SubscriptionTable } from './subscription-table.service.js';
import { TopicActivity } from './topics/topic-activity.service.js';
import { TopicBirths } from './topics/topic-births.service.js';
import { TopicTable, type Verdict } from './topics/topic-table.service.js';
import { WakeUps } from './wake-ups.service.js';

/** More events than this waiting for their commit: the database does not keep up, and more would only cost memory. */
const MAX_WAITING = 20_000;

/** Events that were accepted within a transaction which has not committed yet. */
export interface AcceptedWithin {
  /** In the order of the events. */
  accepted: AcceptedEvent[];
  /** Wakes and announces their runs. */
  afterCommit: () => void;
}

/** Takes events in: the one way by which anything becomes an event. */
@Injectable()
export class AcceptEvents {
  /** One group at a time: what comes meanwhile is the next one, and costs less than two at once of half the size. */
  private readonly group: GroupCommit<PreparedEvent, Outcome>;
  /** Events that enter lanes, which are locked until the commit: others need not wait for that. */
  private readonly inOrder: GroupCommit<PreparedEvent, Outcome>;
  private readonly batches: GroupCommit<PreparedEvent[], Outcome[]>;
  private inBatches = 0;
  /** Opens whenever a group is through. */
  private readonly passing = new Turnstile();

  constructor(
    private readonly sql: Sql,
    private readonly table: SubscriptionTable,
    private readonly waits: EventWaits,
    private readonly store: EventStore,
    private readonly wakeUps: WakeUps,
    private readonly local: LocalWorker,
    private readonly announcer: Announcer,
    private readonly activity: TopicActivity,
    private readonly births: TopicBirths,
    private readonly ordered: OrderedRuns,
    private readonly topics: TopicTable,
    private readonly listeners: Listeners,
    private readonly metrics: AcceptMetrics,
  ) {
    const group = { maxItems: 400, inFlight: 1, isFaultOfItem: isDataError };
    this.group = new GroupCommit((items) => this.commit(items), group);
    this.inOrder = new GroupCommit((items) => this.commit(items), group);
    this.batches = new GroupCommit((batches) => Promise.all(batches.map((items) => this.commit(items, true))), {
      maxItems: 1,
      inFlight: 2,
    });
  }

  /**
   * Accepts an event. Resolves after the commit that holds it and a run for each subscription that wants it.
   *
   * @throws AppError `KEY_REUSED` if its key stands for an event with another body; `SCHEMA_MISMATCH` with a pointer into
   * the event; `OVERLOADED`
   */
  async accept(event: NewEvent): Promise<AcceptedEvent> {
    // What a run publishes is never too much: its worker keeps within bounds, and to fail would lose it.
    if (event.cause === undefined) this.refuseIfFull();
    const item = this.prepare(event);
    const group = item.runs.some(({ order }) => order) ? this.inOrder : this.group;
    return orThrow(await group.submit(item).catch(rethrow));
  }

  /**
   * Accepts events together: in the end all of them are stored, or none.
   *
   * @throws AppError as `accept`; its pointer begins with the place of the event that is to blame
   */
  async acceptAll(events: readonly NewEvent[]): Promise<AcceptedEvent[]> {
    if (events.length === 0) return [];
    this.refuseIfFull();
    const items = this.prepareAll(events);
    this.inBatches += items.length;
    try {
      return (await this.batches.submit(items).catch(rethrow)).map(orThrow);
    } finally {
      this.inBatches -= items.length;
    }
  }

  /**
   * Accepts events within a transaction of the caller's: they and their runs exist if, and only if, it commits. Call
   * `afterCommit` then; a process that dies in between loses nothing, the sweep finds the runs.
   *
   * @param isJudged whether schemas may refuse them; what tells of something that has happened here is never refused
   * @throws AppError `KEY_REUSED`, `SCHEMA_MISMATCH`; the transaction is to be rolled back then
   */
  async acceptWithin(runner: SqlRunner, events: readonly NewEvent[], isJudged = false): Promise<AcceptedWithin> {
    const items = events.map((event) => (isJudged ? this.prepare(event) : this.prepareAnyway(event)));
    const stored = await this.store.insertAny(runner, items, false);
    const accepted = stored.outcomes.map(orThrow);
    const afterCommit = () => {
      this.note(items, stored);
      this.handOut(items, stored, false);
    };
    return { accepted, afterCommit };
  }

  /**
   * Resolves when a group of events that is on its way is stored, at once if none is: for those who have time, so that
   * somebody who waits for an answer does not wait for them.
   *
   * @param atMost milliseconds
   */
  async letPass(atMost: number): Promise<void> {
    if (this.group.isBusy || this.inOrder.isBusy || this.batches.isBusy) await this.passing.wait(atMost);
  }

  private refuseIfFull(): void {
    if (this.group.size + this.inOrder.size + this.inBatches >= MAX_WAITING)
      throw new AppError('OVERLOADED', 'Too many events wait to be stored.', { retryAfter: 1 });
  }

  /**
   * Has events that are stored start runs once more, within a transaction of the caller's.
   *
   * @param replayId what has them handed out again; their runs are marked with it
   * @returns what wakes and announces the runs; to be called after the commit
   */
  async repeatWithin(runner: SqlRunner, items: PreparedEvent[], replayId: string): Promise<() => void> {
    const stored = await this.store.insertAgain(runner, items, replayId);
    return () => void this.handOut(items, stored, false);
  }

  /** @throws AppError `SCHEMA_MISMATCH` */
  private prepare(event: NewEvent): PreparedEvent {
    const prepared = this.prepareAnyway(event);
    const { verdict } = prepared;
    if (verdict?.mode === 'reject') throw toMismatch(event.type, verdict);
    return prepared;
  }

  /** @throws AppError as `prepare`, with the place of the event */
  private prepareAll(events: readonly NewEvent[]): PreparedEvent[] {
    return events.map((event, index) => {
      try {
        return this.prepare(event);
      } catch (error) {
        throw error instanceof AppError ? error.within(index) : error;
      }
    });
  }

  /** What does not fit the schema of its topic bears that remark. */
  private prepareAnyway(event: NewEvent): PreparedEvent {
    const prepared = prepareEvent(event, this.table, new Date(), this.waits);
    prepared.verdict = this.topics.judge(event.type, prepared.data);
    return prepared;
  }

  /** @param isWhole whether nothing is to be stored if anything is refused, which is thrown then */
  private async commit(items: PreparedEvent[], isWhole = false): Promise<Outcome[]> {
    const count = items.reduce((sum, { runs }) => sum + runs.length, 0);
    const isOwned = items.every(beginAtOnce) && this.local.reserve(count);
    const began = performance.now();
    let handedOver = 0;
    try {
      const stored = items.every(isPlain)
        ? await this.store.insertPlain(this.sql, items, isOwned)
        : await this.sql.transaction(async (runner) => {
            const any = await this.store.insertAny(runner, items, isOwned);
            if (isWhole) refuseAny(any.outcomes);
            return any;
          });
      crashPoint('accept.after-commit');
      this.metrics.committed(stored.outcomes.filter(isStored).length, performance.now() - began);
      this.note(items, stored);
      handedOver = this.handOut(items, stored, isOwned);
      return stored.outcomes;
    } finally {
      if (isOwned) this.local.giveUp(count - handedOver);
      this.passing.open();
    }
  }

  /** Has the runs of events that are committed worked off; returns how many the worker of this process was given. */
  private handOut(items: readonly PreparedEvent[], { outcomes, afterCommit }: Stored, isOwned: boolean): number {
    const stored = items.filter((_, index) => isStored(outcomes[index]));
    const runs = stored.flatMap((item) => item.runs);
    const owned = isOwned ? stored.flatMap(toOwnedRuns) : [];
    if (runs.length > 0) {
      if (isOwned) this.local.handOver(owned);
      else this.wake(runs);
      this.announcer.announce('runs.changed', { runIds: runs.map(({ id }) => id) });
    }
    void this.ordered.lookAgain(runs.flatMap(laneBehind));
    afterCommit();
    return owned.length;
  }

  /** Topics come into being with their events, and tell how many there are; who listens is shown them. */
  private note(items: readonly PreparedEvent[], { outcomes }: Stored): void {
    items.forEach(({ event: { type, source } }, index) => {
      if (!isStored(outcomes[index])) return;
      this.activity.note(type, source);
      this.births.note(type);
    });
    if (!this.listeners.isEmpty) this.listeners.hear(items.filter((_, index) => isStored(outcomes[index])));
  }

  private wake(runs: readonly PreparedRun[]): void {
    this.wakeUps.wake(runs.filter(({ held }) => held === null).map(({ id }) => id));
    this.wakeUps.wakeLanes(runs.flatMap(({ workflowId, flow }) => (flow ? laneToDecide(workflowId, flow) : [])));
  }
}

function orThrow(outcome: Outcome): AcceptedEvent {
  if (outcome instanceof AppError) throw outcome;
  return outcome;
}

function toMismatch(type: string, { pointer, detail }: Verdict): AppError {
  const fields = { pointer: `/data${pointer}`, hint: `GET /api/v1/topics/${type} tells the schema.` };
  return new AppError('SCHEMA_MISMATCH', `The data does not fit the schema of "${type}": ${detail}.`, fields);
}

/** One event that is refused takes all of its batch with it. */
function refuseAny(outcomes: readonly Outcome[]): void {
  outcomes.forEach((outcome, index) => {
    if (outcome instanceof AppError) throw outcome.within(index);
  });
}

function isPlain({ event, answers, runs }: PreparedEvent): boolean {
  const concernsNobodyElse =
    event.parent === undefined &&
    event.test === undefined &&
    answers.length === 0 &&
    runs.every(({ flow, order }) => !flow && !order);
  return event.key === undefined && concernsNobodyElse;
}

/** Whether nothing holds the runs of an event back, but perhaps others of their lanes. */
function beginAtOnce({ runs }: PreparedEvent): boolean {
  return runs.every(({ held, flow }) => held === null && !flow);
}

/** The database is away or full: nothing was promised, and it makes sense to come again. */
function rethrow(error: unknown): never {
  if (error instanceof AppError || isDataError(error)) throw error;
  throw new AppError('OVERLOADED', 'The event could not be stored at the moment.', { retryAfter: 1 }, { cause: error });
}
