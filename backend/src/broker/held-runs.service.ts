import { Injectable } from '@nestjs/common';
import { Announcer } from '../platform/announcer.service.js';
import { Sql, type SqlRunner } from '../platform/database/sql.js';
import { eventScope } from './bound-subscription.js';
import { toEnvelope, type EventRow } from './event-attributes.js';
import { laneToDecide, placeRun, type FlowPlace } from './flow-limits.js';
import { ENTER_FLOW, flowColumns } from './flow-runs.sql.js';
import {
  CANCEL_PAUSED_RUNS,
  FIND_FORGOTTEN_WORKFLOWS,
  FIND_PAUSED_RUNS,
  FIND_RESUMED_WORKFLOW,
  HOLD_LATE_RUNS,
  RELEASE_PAUSED_RUNS,
} from './held-runs.sql.js';
import { holdInLane } from './ordering/decide-heads.js';
import { LaneStore, NOBODY_NEXT, type NextRuns } from './ordering/lane-store.service.js';
import { OrderedRuns } from './ordering/ordered-runs.service.js';
import { placeOf, type PlaceColumns } from './ordering/ordering.js';
import { SubscriptionTable } from './subscription-table.service.js';
import { WakeUps } from './wake-ups.service.js';

/** So many runs are let go in one transaction. */
const BATCH = 500;

const UNPUBLISHED = JSON.stringify({
  code: 'WORKFLOW_UNPUBLISHED',
  message: 'The workflow was unpublished while it was paused. A retry runs it for this event all the same.',
});

/** A run, with its event and its place in an order. */
interface PausedRun extends EventRow, PlaceColumns {
  versionId: string;
  eventId: string;
}

interface ReleasedRun {
  id: string;
  workflowId: string;
  versionId: string;
  /** Where the limits of the workflow have it wait, if there are any. */
  flow: FlowPlace | undefined;
  held: string | null;
}

/** What became of a batch of runs that were held. */
interface Settled {
  released: ReleasedRun[];
  cancelled: string[];
  /** Those whose turn it is under their ordering keys. */
  next: NextRuns;
}

/** The runs that paused workflows hold. */
@Injectable()
export class HeldRuns {
  constructor(
    private readonly sql: Sql,
    private readonly table: SubscriptionTable,
    private readonly lanes: LaneStore,
    private readonly ordered: OrderedRuns,
    private readonly wakeUps: WakeUps,
    private readonly announcer: Announcer,
  ) {}

  /**
   * Works the held runs of a workflow off that is not paused any more, oldest first: they begin, on the version that is
   * published by now if it still has their trigger. Those of one that is not published either are cancelled, so that
   * history tells of them. Each batch is a transaction; a process that dies in between leaves the rest to the sweep.
   */
  async settle(workflowId: string): Promise<void> {
    for (;;) {
      const { released, cancelled, next } = await this.sql.transaction((runner) =>
        this.settleBatch(runner, workflowId),
      );
      this.wake(workflowId, released);
      this.ordered.goOn(next);
      this.tell(workflowId, released, cancelled);
      if (released.length + cancelled.length < BATCH) return;
    }
  }

  /** Makes up for what came while workflows were being paused or resumed. */
  async settleForgotten(): Promise<void> {
    await this.sql.run(HOLD_LATE_RUNS, []);
    for (const { id } of await this.sql.run<{ id: string }>(FIND_FORGOTTEN_WORKFLOWS, [])) await this.settle(id);
  }

  private async settleBatch(runner: SqlRunner, workflowId: string): Promise<Settled> {
    const none: Settled = { released: [], cancelled: [], next: NOBODY_NEXT };
    const [workflow] = await runner.run<{ isPublished: boolean }>(FIND_RESUMED_WORKFLOW, [workflowId]);
    if (!workflow) return none;
    const runs = await runner.run<PausedRun>(FIND_PAUSED_RUNS, [workflowId, BATCH]);
    const ids = runs.map(({ id }) => id);
    if (ids.length === 0) return none;
    if (!workflow.isPublished) {
      await runner.run(CANCEL_PAUSED_RUNS, [ids, UNPUBLISHED]);
      return { ...none, cancelled: ids, next: await this.lanes.leave(runner, runs.flatMap(placeOf)) };
    }
    const released = runs.map((run) => this.place(workflowId, run));
    await runner.run(RELEASE_PAUSED_RUNS, [
      ids,
      released.map(({ versionId }) => versionId),
      released.map(({ held }) => held),
      released.map(({ flow }) => flow?.held.key ?? null),
    ]);
    const limited = released.flatMap((run) => (run.flow ? [{ ...run, flow: run.flow }] : []));
    if (limited.length > 0) await runner.run(ENTER_FLOW, flowColumns(limited));
    return { ...none, released, next: await this.lanes.settle(runner, runs.flatMap(placeOf)) };
  }

  /** A run that stands in an order keeps its place there; the first of its lane is let go right after. */
  private place(workflowId: string, { id, nodeId, versionId, eventId, orderKey, ...event }: PausedRun): ReleasedRun {
    const subscription = this.table.of(workflowId, nodeId);
    const limits = subscription?.boundLimits;
    const gatherAs = orderKey === null ? nodeId : undefined;
    const flow = limits && placeRun(limits, eventScope(workflowId, toEnvelope({ ...event, id: eventId })), gatherAs);
    return { id, workflowId, versionId: subscription?.versionId ?? versionId, ...holdInLane(flow, orderKey === null) };
  }

  /** Those that were there already when the workflow was paused wait for their turn too. */
  private wake(workflowId: string, released: readonly ReleasedRun[]): void {
    this.wakeUps.wake(released.filter(({ held }) => held === null).map(({ id }) => id));
    this.wakeUps.wakeLanes(released.flatMap(({ flow }) => (flow ? laneToDecide(workflowId, flow) : [])));
    if (this.table.hasLimits()) this.wakeUps.wakeLanes([{ workflowId }]);
  }

  private tell(workflowId: string, released: readonly ReleasedRun[], cancelled: readonly string[]): void {
    if (released.length + cancelled.length > 0)
      this.announcer.announce('runs.changed', { runIds: [...released.map(({ id }) => id), ...cancelled] });
    if (cancelled.length > 0)
      this.announcer.announce('runs.ended', {
        runs: cancelled.map((id) => ({ id, workflowId, status: 'cancelled' as const })),
      });
  }
}
