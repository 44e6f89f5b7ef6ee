import { Injectable } from '@nestjs/common';
import { HeldRuns } from '../broker/held-runs.service.js';
import { Replays } from '../broker/replay/replays.service.js';
import { SubscriptionsRepository } from '../broker/subscriptions.repository.js';
import { SubscriptionTable } from '../broker/subscription-table.service.js';
import type { PublishWorkflow, Workflow as WorkflowView } from '../contract/index.js';
import { isUniqueViolation } from '../platform/database/is-unique-violation.js';
import { AppError } from '../platform/errors/app-error.js';
import { bindTriggers } from './bind-triggers.js';
import { bindSchedules } from './schedules/bind-schedules.js';
import { SchedulesRepository } from './schedules/schedules.repository.js';
import { refuseErrors } from './validate-workflow.js';
import { graphOf, settingsOf } from './workflow-views.js';
import { WorkflowsRepository } from './workflows.repository.js';
import { WorkflowsService } from './workflows.service.js';
import type { Workflow } from './workflow.entity.js';

/** From draft to version: what is published, and what was. */
@Injectable()
export class PublishingService {
  constructor(
    private readonly repository: WorkflowsRepository,
    private readonly workflows: WorkflowsService,
    private readonly subscriptionRows: SubscriptionsRepository,
    private readonly scheduleRows: SchedulesRepository,
    private readonly subscriptions: SubscriptionTable,
    private readonly heldRuns: HeldRuns,
    private readonly replays: Replays,
  ) {}

  /**
   * Makes the draft the version that events start. Version, subscriptions and schedules change in one transaction, so no
   * event finds the workflow in between. If it is to start in the past, the same transaction starts the job that feeds it.
   *
   * @param by who publishes, by name
   * @throws AppError with the code of the first problem if the draft has errors
   */
  async publish(
    id: string,
    { note, ...how }: PublishWorkflow,
    by: string,
  ): Promise<{ version: number; jobId?: string }> {
    const { published, jobId } = await this.repository.locked(id, async (manager, row) => {
      refuseErrors(await this.workflows.problemsOf(row));
      const version = await this.repository.addVersion(manager, row, { publishedBy: by, note });
      const specs = bindTriggers(graphOf(row), id, version.id, settingsOf(row));
      await refuseTakenRoutes(this.subscriptionRows.replace(manager, id, specs));
      await this.scheduleRows.replace(manager, id, bindSchedules(graphOf(row), version.id));
      const saved = await this.repository.save(manager, {
        ...row,
        publishedVersion: version.number,
        publishedHash: row.graphHash,
      });
      const patterns = specs.map(({ pattern }) => pattern);
      const newcomer = { workflowId: id, name: row.name, patterns, ...how };
      return {
        published: saved,
        jobId: await this.replays.feedWithin(this.repository.runnerOf(manager), newcomer),
      };
    });
    await this.subscriptions.refresh();
    this.workflows.announceChange(published);
    return { version: published.publishedVersion ?? 0, ...(jobId !== undefined && { jobId }) };
  }

  /**
   * Events no longer start the workflow; runs under way end as they would have. Those that a paused workflow holds are
   * cancelled, which history tells, and may be retried.
   */
  async unpublish(id: string): Promise<WorkflowView> {
    const row = await this.repository.locked(id, async (manager, found) => {
      await this.subscriptionRows.replace(manager, id, []);
      await this.scheduleRows.replace(manager, id, []);
      return this.repository.save(manager, { ...found, publishedVersion: null, publishedHash: null, pausedAt: null });
    });
    await this.subscriptions.refresh();
    await this.heldRuns.settle(id);
    this.workflows.announceChange(row);
    return this.workflows.view(row);
  }

  /**
   * Holds what would start the workflow from now on; runs under way go on to their end.
   *
   * @throws AppError `NOT_PUBLISHED`
   */
  async pause(id: string): Promise<WorkflowView> {
    return this.setPaused(id, (row) => row.pausedAt ?? new Date());
  }

  /**
   * Lets what was held start, oldest first, and what comes from now on.
   *
   * @throws AppError `NOT_PUBLISHED`
   */
  async resume(id: string): Promise<WorkflowView> {
    const view = await this.setPaused(id, () => null);
    await this.heldRuns.settle(id);
    return view;
  }

  private async setPaused(id: string, pausedAt: (row: Workflow) => Date | null): Promise<WorkflowView> {
    const row = await this.repository.locked(id, async (manager, found) => {
      if (found.publishedVersion === null)
        throw new AppError('NOT_PUBLISHED', 'Only a published workflow can be paused or resumed.');
      await this.subscriptionRows.notify(manager, id);
      return this.repository.save(manager, { ...found, pausedAt: pausedAt(found) });
    });
    await this.subscriptions.refresh();
    this.workflows.announceChange(row);
    return this.workflows.view(row);
  }
}

/** Two workflows may ask for a path at the same moment; the database lets one have it. */
async function refuseTakenRoutes(replacing: Promise<void>): Promise<void> {
  await replacing.catch((error: unknown) => {
    if (!isUniqueViolation(error)) throw error;
    throw new AppError('ROUTE_CONFLICT', 'Another published workflow has this webhook path already.');
  });
}
