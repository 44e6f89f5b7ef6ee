import { Injectable } from '@nestjs/common';
import { textArray } from '../platform/database/binary-array.js';
import { orNothing } from '../platform/database/or-nothing.js';
import type { SqlRunner } from '../platform/database/sql.js';
import { uuidArray } from '../platform/database/uuid-array.js';
import { AppError } from '../platform/errors/app-error.js';
import { crashPoint } from '../platform/faults/crash-point.js';
import {
  ACCEPT_EVENTS,
  ACCEPT_ORDERED_EVENTS,
  CLAIM_KEYS,
  FIND_KEYS,
  FIND_RUNS_OF_EVENTS,
  LINK_CHILDREN,
  MARK_TESTS,
  NOTE_REFUSED,
} from './accept-events.sql.js';
import type { PreparedEvent } from './fan-out.js';
import { ENTER_FLOW, flowColumns } from './flow-runs.sql.js';
import type { AcceptedEvent, AcceptedRun } from './new-event.js';
import { LaneStore } from './ordering/lane-store.service.js';
import { standInLanes } from './ordering/stand-in-lanes.js';
import { RunSignals } from './run-signals.service.js';

/** What became of an event that was to be stored. */
export type Outcome = AcceptedEvent | AppError;

/** A group of events within a transaction that has not committed yet. */
export interface Stored {
  /** In the order of the events. */
  outcomes: Outcome[];
  /** Wakes the steps that waited for such an event; to be called after the commit. */
  afterCommit: () => void;
}

/** Writes prepared events with all that hangs on them. */
@Injectable()
export class EventStore {
  constructor(
    private readonly signals: RunSignals,
    private readonly lanes: LaneStore,
  ) {}

  /** Events that hold no key and concern nobody but their subscribers: one statement does it all. */
  async insertPlain(runner: SqlRunner, items: PreparedEvent[], isOwned: boolean): Promise<Stored> {
    return { outcomes: await this.insert(runner, items, isOwned), afterCommit: () => undefined };
  }

  /**
   * Any events, within a transaction: with dedup keys, places in lanes, links between runs, and what is to be told to steps
   * that wait. Those whose key is new are inserted; the others are what came before under that key.
   *
   * @param isOwned whether the worker of this process takes their runs
   */
  async insertAny(runner: SqlRunner, items: PreparedEvent[], isOwned: boolean): Promise<Stored> {
    const fresh = await this.claimKeys(runner, firstOfEachKey(items));
    const isNew = (item: PreparedEvent) => item.event.key === undefined || fresh.has(item.id);
    const stored = items.filter(isNew);
    // Before lanes are locked: whoever ends a run has that locked first, too.
    const afterCommit = await this.signals.send(
      runner,
      stored.flatMap((item) => item.answers),
    );
    await this.insert(runner, stored, isOwned);
    await this.linkChildren(runner, stored);
    await this.markTests(runner, stored);
    crashPoint('accept.before-commit');
    const repeated = items.filter((item) => !isNew(item));
    const earlier = repeated.length > 0 ? await this.findEarlier(runner, repeated) : new Map<string, Earlier>();
    const outcomes = items.map((item) =>
      isNew(item) ? toAccepted(item) : toDuplicate(item, earlier.get(keyOf(item))),
    );
    return { outcomes, afterCommit };
  }

  /** New runs for events that are stored already, within a transaction. @param replayId what has them handed out again */
  async insertAgain(runner: SqlRunner, items: PreparedEvent[], replayId: string): Promise<Stored> {
    await this.write(runner, [], items, { isOwned: false, replayId });
    await this.markTests(runner, items);
    const refused = items.flatMap(({ id, refused }) => refused.map((delivery) => ({ id, ...delivery })));
    if (refused.length > 0)
      await runner.run(NOTE_REFUSED, [
        uuidArray(refused.map(({ id }) => id)),
        uuidArray(refused.map(({ workflowId }) => workflowId)),
        refused.map(({ nodeId }) => nodeId),
        refused.map(({ reason }) => reason),
      ]);
    return { outcomes: items.map(toAccepted), afterCommit: () => undefined };
  }

  private async linkChildren(runner: SqlRunner, items: PreparedEvent[]): Promise<void> {
    const children = items.flatMap(({ event: { parent }, runs: [run] }) =>
      parent && run ? [{ ...parent, id: run.id }] : [],
    );
    if (children.length === 0) return;
    await runner.run(LINK_CHILDREN, [
      children.map(({ id }) => id),
      children.map(({ runId }) => runId),
      children.map(({ nodeId }) => nodeId),
      children.map(({ iteration }) => iteration),
    ]);
  }

  private async markTests(runner: SqlRunner, items: PreparedEvent[]): Promise<void> {
    const tests = items.flatMap(({ event: { test }, runs: [run] }) => (test && run ? [{ ...test, id: run.id }] : []));
    if (tests.length === 0) return;
    await runner.run(MARK_TESTS, [
      tests.map(({ id }) => id),
      tests.map(({ about }) => about),
      tests.map(({ data }) => data),
    ]);
  }

  /** The ids of the events whose keys nothing had before. */
  private async claimKeys(runner: SqlRunner, items: PreparedEvent[]): Promise<ReadonlySet<string>> {
    if (items.length === 0) return new Set();
    const claimed = await runner.run<{ event_id: string }>(CLAIM_KEYS, [
      items.map(({ event }) => event.source),
      items.map(({ event }) => event.key),
      items.map(({ id }) => id),
      items.map(({ bodyHash }) => bodyHash),
    ]);
    return new Set(claimed.map((row) => row.event_id));
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
    if (items.length > 0) await this.write(runner, items, items, { isOwned, replayId: null });
    return items.map(toAccepted);
  }

  /**
   * @param fresh the events that are to be stored
   * @param items the events whose runs are to be stored
   */
  private async write(
    runner: SqlRunner,
    fresh: PreparedEvent[],
    items: PreparedEvent[],
    { isOwned, replayId }: { isOwned: boolean; replayId: string | null },
  ): Promise<void> {
    const refused = fresh.flatMap((item) => item.refused.map((delivery) => ({ item, delivery })));
    const runs = items.flatMap((item) => item.runs.map((run) => ({ item, run })));
    const isOrdered = await standInLanes(
      runner,
      this.lanes,
      runs.map(({ run }) => run),
    );
    await runner.run(isOrdered ? ACCEPT_ORDERED_EVENTS : ACCEPT_EVENTS, [
      uuidArray(fresh.map(({ id }) => id)),
      textArray(fresh.map(({ event }) => event.type)),
      textArray(fresh.map(({ event }) => event.source)),
      orNothing(fresh.map(({ event }) => event.subject ?? null)),
      fresh.map(({ time }) => time),
      orNothing(fresh.map(({ event }) => event.externalId ?? null)),
      textArray(fresh.map(({ data }) => data)),
      uuidArray(orNothing(fresh.map(foreignRoot))),
      uuidArray(orNothing(fresh.map(({ event }) => event.cause?.runId ?? null))),
      orNothing(fresh.map(({ event }) => event.cause?.nodeId ?? null)),
      orNothing(fresh.map(({ event }) => event.cause?.hops ?? null)),
      uuidArray(refused.map(({ item }) => item.id)),
      uuidArray(refused.map(({ delivery }) => delivery.workflowId)),
      refused.map(({ delivery }) => delivery.nodeId),
      refused.map(() => 'filtered'),
      refused.map(({ delivery }) => delivery.reason),
      uuidArray(runs.map(({ run }) => run.id)),
      uuidArray(runs.map(({ item }) => item.id)),
      uuidArray(runs.map(({ run }) => run.workflowId)),
      uuidArray(runs.map(({ run }) => run.versionId)),
      textArray(runs.map(({ run }) => run.nodeId)),
      orNothing(runs.map(({ run }) => run.wantsOutput || null)),
      uuidArray(orNothing(runs.map(({ item }) => foreignRoot(item)))),
      orNothing(runs.map(({ run }) => run.evenIfPaused || null)),
      orNothing(runs.map(({ run }) => run.held)),
      orNothing(runs.map(({ run }) => run.flow?.held.key ?? null)),
      isOwned,
      orNothing(fresh.map(({ attributes }) => attributes)),
      orNothing(fresh.map(({ verdict }) => verdict?.detail ?? null)),
      replayId,
      ...(isOrdered
        ? [runs.map(({ run }) => run.order?.key ?? null), runs.map(({ run }) => run.order?.seq ?? null)]
        : []),
    ]);
    const limited = runs.flatMap(({ run }) => (run.flow ? [{ ...run, flow: run.flow }] : []));
    if (limited.length > 0) await runner.run(ENTER_FLOW, flowColumns(limited));
  }
}

/** Whether an event is stored by this group, and not refused or stored before. */
export function isStored(outcome: Outcome | undefined): boolean {
  return outcome !== undefined && !(outcome instanceof AppError) && !outcome.isDuplicate;
}

/** The root of an event that is not its own. */
function foreignRoot({ id, rootId }: PreparedEvent): string | null {
  return rootId === id ? null : rootId;
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
