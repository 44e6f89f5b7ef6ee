import { Injectable } from '@nestjs/common';
import type { OnDeadLetter } from '../../contract/index.js';
import type { SqlRunner } from '../../platform/database/sql.js';
import { uuidArray } from '../../platform/database/uuid-array.js';
import type { Lane } from '../flow-limits.js';
import { LocalWorker } from '../local-worker.service.js';
import type { OwnedRun } from '../owned-run.js';
import { assignPlaces, countByLane, type EnteringRun } from './assign-places.js';
import { decideHead, type Head, type HeadVerdict } from './decide-heads.js';
import {
  ENTER_LANES,
  FIND_BLOCKED_PLACES,
  FIND_HEADS,
  FIND_KEY,
  LOCK_LANES_OF_RUNS,
  GIVE_UP_PLACES,
  laneColumns,
  LEAVE_LANES,
  NOTE_PLACE,
  placeColumns,
  TAKE_PLACES,
  TAKE_SEQS,
} from './lanes.sql.js';
import { distinctLanes, laneKey, type LanePlace, type OrderLane } from './ordering.js';
import { BEGIN_HEADS, LIMIT_HEADS, PAUSE_HEADS } from './turns.sql.js';

/** A run for an event that had one at the same trigger before. */
export interface RepeatingRun {
  id: string;
  eventId: string;
  workflowId: string;
  nodeId: string;
}

/** Where it stands. */
export interface EnteredRun {
  id: string;
  key: string;
  seq: string;
  /** Nobody is ahead of it. */
  isHead: boolean;
  /** Nobody who entered with it is ahead of it. */
  isFirst: boolean;
}

/** The runs that have their turn, and who sees to it after the commit. */
export interface NextRuns {
  /** Those that are claimed for the worker of this process. */
  owned: OwnedRun[];
  /** Ids of those that wait for any worker. */
  queued: string[];
  /** Where the limits of a workflow decide about them. */
  limited: Lane[];
  /** Lanes that are to be looked at once more, since somebody may have entered them meanwhile. */
  unsettled: OrderLane[];
}

export const NOBODY_NEXT: NextRuns = { owned: [], queued: [], limited: [], unsettled: [] };

interface FoundHead {
  place: LanePlace;
  verdict: HeadVerdict;
}

type HeadRow = Head & LanePlace & Record<string, unknown>;

/** The lanes of ordering keys in the database; everything here is part of a transaction of the caller's. */
@Injectable()
export class LaneStore {
  constructor(private readonly local: LocalWorker) {}

  /** Gives runs the next places of their lanes, which nobody else enters until the commit. */
  async enter(runner: SqlRunner, runs: readonly EnteringRun[]): Promise<Map<string, EnteredRun>> {
    if (runs.length === 0) return new Map();
    const counts = countByLane(runs);
    const taken = await runner.run<OrderLane & { lastSeq: number }>(TAKE_SEQS, [
      ...laneColumns(counts),
      counts.map((lane) => lane.runs),
    ]);
    const places = assignPlaces(runs, taken);
    const heads = await runner.run<{ id: string }>(ENTER_LANES, [
      ...placeColumns(places),
      runs.map(({ order }) => order.onDeadLetter),
      places.map(({ isFirst }) => isFirst),
    ]);
    const headIds = new Set(heads.map(({ id }) => id));
    return new Map(
      places.map(({ runId: id, key, seq, isFirst }) => [id, { id, key, seq, isHead: headIds.has(id), isFirst }]),
    );
  }

  /** Call it before several of the runs are repeated in one transaction: whoever locks lanes in another order waits for it. */
  async lockLanesOf(runner: SqlRunner, runIds: readonly string[]): Promise<void> {
    await runner.run(LOCK_LANES_OF_RUNS, [runIds]);
  }

  /** Lets runs that repeat others have the places of those that stand in the way; the runs that got one. */
  async takePlaces(runner: SqlRunner, runs: readonly RepeatingRun[]): Promise<Map<string, EnteredRun>> {
    if (runs.length === 0) return new Map();
    const taken = await runner.run<Pick<EnteredRun, 'id' | 'key' | 'seq'>>(TAKE_PLACES, [
      uuidArray(runs.map(({ id }) => id)),
      uuidArray(runs.map(({ eventId }) => eventId)),
      uuidArray(runs.map(({ workflowId }) => workflowId)),
      runs.map(({ nodeId }) => nodeId),
    ]);
    return new Map(taken.map((run) => [run.id, { ...run, isHead: true, isFirst: true }]));
  }

  /**
   * Has a run that was stored with the order of the one that it repeats stand in the lane: at that one's place if it failed
   * and is in the way of others, else behind all that wait.
   *
   * @returns its place; undefined if it has no order
   */
  async enterAgain(runner: SqlRunner, run: RepeatingRun, onDeadLetter: OnDeadLetter): Promise<EnteredRun | undefined> {
    const place =
      (await this.takePlaces(runner, [run])).get(run.id) ?? (await this.enterWithKey(runner, run, onDeadLetter));
    if (place) await runner.run(NOTE_PLACE, [run.id, place.key, place.seq]);
    return place;
  }

  /** Runs that have ended leave their lanes, or stand in the way of those behind them; the next ones have their turn. */
  async leave(runner: SqlRunner, places: readonly LanePlace[]): Promise<NextRuns> {
    if (places.length > 0) await runner.run(LEAVE_LANES, placeColumns(places));
    return this.settle(runner, places);
  }

  /** The failed runs of events that were dealt with stand in nobody's way any more. */
  async giveUpEvents(
    runner: SqlRunner,
    events: readonly { eventId: string; workflowId: string; trigger: string }[],
  ): Promise<NextRuns> {
    const places = await runner.run<LanePlace & Record<string, unknown>>(FIND_BLOCKED_PLACES, [
      uuidArray(events.map(({ eventId }) => eventId)),
      uuidArray(events.map(({ workflowId }) => workflowId)),
      events.map(({ trigger }) => trigger),
    ]);
    return this.giveUp(runner, places);
  }

  /** Failed runs stand in nobody's way any more. */
  async giveUp(runner: SqlRunner, places: readonly LanePlace[]): Promise<NextRuns> {
    if (places.length > 0) await runner.run(GIVE_UP_PLACES, placeColumns(places));
    return this.settle(runner, places);
  }

  /**
   * Sees to it that the first run of each lane has its turn, whatever happened or was lost before. What others do with the lanes
   * is not known until they commit, so those where nothing begins are to be looked at again after this commit.
   */
  async settle(runner: SqlRunner, some: readonly OrderLane[]): Promise<NextRuns> {
    if (some.length === 0) return NOBODY_NEXT;
    const lanes = distinctLanes(some);
    const heads = await this.findHeads(runner, lanes);
    const next = await this.giveTurns(runner, heads);
    const begun = new Set([...next.owned.map(({ id }) => id), ...next.queued]);
    const settled = new Set(heads.filter(({ place }) => begun.has(place.runId)).map(({ place }) => laneKey(place)));
    return { ...next, unsettled: lanes.filter((lane) => !settled.has(laneKey(lane))) };
  }

  /** Those of the lanes whose first run has its turn, or is over, and nobody noticed. */
  async findStuck(runner: SqlRunner, lanes: readonly OrderLane[]): Promise<OrderLane[]> {
    const heads = await runner.run<HeadRow>(FIND_HEADS, laneColumns(distinctLanes(lanes)));
    return heads.filter((head) => decideHead(head) !== 'stands');
  }

  private async enterWithKey(runner: SqlRunner, run: RepeatingRun, onDeadLetter: OnDeadLetter) {
    const [found] = await runner.run<{ key: string }>(FIND_KEY, [run.id]);
    if (!found) return undefined;
    return (await this.enter(runner, [{ ...run, order: { key: found.key, onDeadLetter } }])).get(run.id);
  }

  /** The first runs of lanes that are not over; those that are have left. */
  private async findHeads(runner: SqlRunner, lanes: readonly OrderLane[]): Promise<FoundHead[]> {
    for (;;) {
      const rows = await runner.run<HeadRow>(FIND_HEADS, laneColumns(lanes));
      const heads = rows.map((row) => ({ place: row, verdict: decideHead(row) }));
      const over = heads.filter(({ verdict }) => verdict === 'is-over').map(({ place }) => place);
      if (over.length === 0) return heads;
      await runner.run(LEAVE_LANES, placeColumns(over));
    }
  }

  private async giveTurns(runner: SqlRunner, heads: readonly FoundHead[]): Promise<Omit<NextRuns, 'unsettled'>> {
    const those = (wanted: HeadVerdict) =>
      heads.filter(({ verdict }) => verdict === wanted).map(({ place }) => place.runId);
    const [begin, paused, limited] = [those('begins'), those('is-paused'), those('is-limited')];
    if (paused.length > 0) await runner.run(PAUSE_HEADS, [paused]);
    const isClaimed = this.local.isOpen;
    const begun =
      begin.length > 0 ? await runner.run<OwnedRun & Record<string, unknown>>(BEGIN_HEADS, [begin, isClaimed]) : [];
    return {
      owned: isClaimed ? begun : [],
      queued: isClaimed ? [] : begun.map(({ id }) => id),
      limited: limited.length > 0 ? await runner.run<Lane & Record<string, unknown>>(LIMIT_HEADS, [limited]) : [],
    };
  }
}
