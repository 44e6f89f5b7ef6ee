import { Injectable } from '@nestjs/common';
import { Announcer } from '../platform/announcer.service.js';
import { Sql, type SqlRunner } from '../platform/database/sql.js';
import {
  CANCEL_PAUSED_RUNS,
  FIND_FORGOTTEN_WORKFLOWS,
  FIND_PAUSED_RUNS,
  FIND_RESUMED_WORKFLOW,
  HOLD_LATE_RUNS,
  RELEASE_PAUSED_RUNS,
} from './held-runs.sql.js';
import { SubscriptionTable } from './subscription-table.service.js';
import { WakeUps } from './wake-ups.service.js';

/** So many runs are let go in one transaction. */
const BATCH = 500;

const UNPUBLISHED = JSON.stringify({
  code: 'WORKFLOW_UNPUBLISHED',
  message: 'The workflow was unpublished while it was paused. A retry runs it for this event all the same.',
});

interface PausedRun {
  id: string;
  versionId: string;
  nodeId: string;
}

/** What became of a batch of runs that were held. */
interface Settled {
  released: string[];
  cancelled: string[];
}

/** The runs that paused workflows hold. */
@Injectable()
export class HeldRuns {
  constructor(
    private readonly sql: Sql,
    private readonly table: SubscriptionTable,
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
      const { released, cancelled } = await this.sql.transaction((runner) => this.settleBatch(runner, workflowId));
      this.wakeUps.wake(released);
      this.tell(workflowId, { released, cancelled });
      if (released.length + cancelled.length < BATCH) return;
    }
  }

  /** Makes up for what came while workflows were being paused or resumed. */
  async settleForgotten(): Promise<void> {
    await this.sql.run(HOLD_LATE_RUNS, []);
    for (const { id } of await this.sql.run<{ id: string }>(FIND_FORGOTTEN_WORKFLOWS, [])) await this.settle(id);
  }

  private async settleBatch(runner: SqlRunner, workflowId: string): Promise<Settled> {
    const none: Settled = { released: [], cancelled: [] };
    const [workflow] = await runner.run<{ isPublished: boolean }>(FIND_RESUMED_WORKFLOW, [workflowId]);
    if (!workflow) return none;
    const runs = await runner.run<PausedRun>(FIND_PAUSED_RUNS, [workflowId, BATCH]);
    const ids = runs.map(({ id }) => id);
    if (ids.length === 0) return none;
    if (!workflow.isPublished) {
      await runner.run(CANCEL_PAUSED_RUNS, [ids, UNPUBLISHED]);
      return { ...none, cancelled: ids };
    }
    const versions = runs.map((run) => this.table.of(workflowId, run.nodeId)?.versionId ?? run.versionId);
    await runner.run(RELEASE_PAUSED_RUNS, [ids, versions]);
    return { ...none, released: ids };
  }

  private tell(workflowId: string, { released, cancelled }: Settled): void {
    if (released.length + cancelled.length > 0)
      this.announcer.announce('runs.changed', { runIds: [...released, ...cancelled] });
    if (cancelled.length > 0)
      this.announcer.announce('runs.ended', {
        runs: cancelled.map((id) => ({ id, workflowId, status: 'cancelled' as const })),
      });
  }
}
