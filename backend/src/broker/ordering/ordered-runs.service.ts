import { Inject, Injectable } from '@nestjs/common';
import { Announcer } from '../../platform/announcer.service.js';
import { Sql } from '../../platform/database/sql.js';
import { LOGGER, type Logger } from '../../platform/logging/logger.js';
import { LocalWorker } from '../local-worker.service.js';
import { WakeUps } from '../wake-ups.service.js';
import { ABANDON_LANES, FIND_FORGOTTEN_LANES, FIRST_LANE, type LookedAtLane } from './forgotten-lanes.sql.js';
import { LaneStore, type NextRuns } from './lane-store.service.js';
import type { OrderLane } from './ordering.js';
import { DELETE_IDLE_LANES } from './lanes.sql.js';

/** So many lanes are looked at in one go, and so many runs are cancelled. */
const LANES_AT_ONCE = 1000;
const RUNS_AT_ONCE = 500;

const DELETED = JSON.stringify({
  code: 'WORKFLOW_UNPUBLISHED',
  message: 'The workflow was deleted while the run waited for its turn under its ordering key.',
});

/** Runs that are worked off one after the other under an ordering key: who goes on, and what makes up for losses. */
@Injectable()
export class OrderedRuns {
  private looked: OrderLane = FIRST_LANE;

  constructor(
    private readonly sql: Sql,
    private readonly lanes: LaneStore,
    private readonly local: LocalWorker,
    private readonly wakeUps: WakeUps,
    private readonly announcer: Announcer,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Has those begin that have their turn; call it after the commit that gave it to them. */
  goOn({ owned, queued, limited, unsettled }: NextRuns): void {
    if (owned.length > 0) this.local.goOnWith(owned);
    this.wakeUps.wake(queued);
    this.wakeUps.wakeLanes(limited);
    const changed = [...owned.map(({ id }) => id), ...queued];
    if (changed.length > 0) this.announcer.announce('runs.changed', { runIds: changed });
    void this.lookAgain(unsettled);
  }

  /**
   * Looks at lanes after the commit of something that did not know what others were doing with them: of an end that found
   * nobody behind it, of a run that entered behind another one. Whichever of the two commits last sees both. Never throws; the
   * sweep makes up for what is lost.
   */
  async lookAgain(lanes: readonly OrderLane[]): Promise<void> {
    if (lanes.length === 0) return;
    try {
      const stuck = await this.lanes.findStuck(this.sql, lanes);
      if (stuck.length > 0) await this.settle(stuck);
    } catch (error) {
      const fields = { err: error, lanes: lanes.length };
      this.logger.warn(fields, 'it could not be told which run is next; it is tried again');
    }
  }

  /** Whoever has a run locked that does not begin by this looks at its lane after that. */
  private async settle(lanes: readonly OrderLane[]): Promise<void> {
    const next = await this.sql.transaction((runner) => this.lanes.settle(runner, lanes));
    this.goOn({ ...next, unsettled: [] });
  }

  /**
   * Makes up for what was lost: lanes whose first run waits although nobody is ahead of it, or has ended without leaving.
   * Each call looks at some lanes, the next one at those that follow.
   */
  async settleForgotten(): Promise<void> {
    const { workflowId, nodeId, key } = this.looked;
    const found = await this.sql.run<LookedAtLane>(FIND_FORGOTTEN_LANES, [workflowId, nodeId, key, LANES_AT_ONCE]);
    const last = found.at(-1);
    this.looked = last && last.number === LANES_AT_ONCE ? last : FIRST_LANE;
    const free = found.filter(({ isFree }) => isFree);
    if (free.length > 0) this.goOn(await this.sql.transaction((runner) => this.lanes.giveUp(runner, free)));
    const stuck = found.filter(({ isStuck }) => isStuck);
    if (stuck.length > 0) await this.settle(stuck);
    for (const id of new Set(found.filter(({ isDeleted }) => isDeleted).map((lane) => lane.workflowId)))
      await this.abandon(id);
  }

  /** Cancels what waits in the lanes of a workflow that is deleted; a run under way goes on to its end. */
  async abandon(workflowId: string): Promise<void> {
    for (;;) {
      const left = await this.sql.run<{ id: string | null }>(ABANDON_LANES, [workflowId, DELETED, RUNS_AT_ONCE]);
      const cancelled = left.flatMap(({ id }) => id ?? []);
      if (cancelled.length > 0) {
        this.announcer.announce('runs.changed', { runIds: cancelled });
        this.announcer.announce('runs.ended', {
          runs: cancelled.map((id) => ({ id, workflowId, status: 'cancelled' as const })),
        });
      }
      if (left.length < RUNS_AT_ONCE) return;
    }
  }

  /** Forgets lanes that nobody has entered for long. */
  async deleteIdle(): Promise<void> {
    await this.sql.run(DELETE_IDLE_LANES, []);
  }
}
