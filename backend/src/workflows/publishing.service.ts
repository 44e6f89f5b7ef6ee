import { Injectable } from '@nestjs/common';
import { SubscriptionsRepository } from '../broker/subscriptions.repository.js';
import { SubscriptionTable } from '../broker/subscription-table.service.js';
import type {
  Problem,
  Workflow as WorkflowView,
  WorkflowVersion as WorkflowVersionView,
  WorkflowVersionSummary,
} from '../contract/index.js';
import { isUniqueViolation } from '../platform/database/is-unique-violation.js';
import { AppError } from '../platform/errors/app-error.js';
import { bindTriggers } from './bind-triggers.js';
import { bindSchedules } from './schedules/bind-schedules.js';
import { SchedulesRepository } from './schedules/schedules.repository.js';
import { hasErrors } from './validate-workflow.js';
import { graphOf, settingsOf } from './workflow-views.js';
import { draftColumns, WorkflowsRepository } from './workflows.repository.js';
import { WorkflowsService } from './workflows.service.js';
import type { WorkflowVersion } from './workflow-version.entity.js';

/** From draft to version: what is published, and what was. */
@Injectable()
export class PublishingService {
  constructor(
    private readonly repository: WorkflowsRepository,
    private readonly workflows: WorkflowsService,
    private readonly subscriptionRows: SubscriptionsRepository,
    private readonly scheduleRows: SchedulesRepository,
    private readonly subscriptions: SubscriptionTable,
  ) {}

  /**
   * Makes the draft the version that events start. Version, subscriptions and schedules change in one transaction, so no
   * event finds the workflow in between.
   *
   * @throws AppError with the code of the first problem if the draft has errors
   */
  async publish(id: string): Promise<number> {
    const published = await this.repository.locked(id, async (manager, row) => {
      refuseErrors(this.workflows.problemsOf(row));
      const version = await this.repository.addVersion(manager, row);
      const specs = bindTriggers(graphOf(row), id, version.id);
      await refuseTakenRoutes(this.subscriptionRows.replace(manager, id, specs));
      await this.scheduleRows.replace(manager, id, bindSchedules(graphOf(row), version.id));
      return this.repository.save(manager, {
        ...row,
        publishedVersion: version.number,
        publishedHash: row.graphHash,
      });
    });
    await this.subscriptions.refresh();
    this.workflows.announceChange(published);
    return published.publishedVersion ?? 0;
  }

  /** Events no longer start the workflow; runs under way end as they would have. */
  async unpublish(id: string): Promise<WorkflowView> {
    const row = await this.repository.locked(id, async (manager, found) => {
      await this.subscriptionRows.replace(manager, id, []);
      await this.scheduleRows.replace(manager, id, []);
      return this.repository.save(manager, { ...found, publishedVersion: null, publishedHash: null });
    });
    await this.subscriptions.refresh();
    this.workflows.announceChange(row);
    return this.workflows.view(row);
  }

  async versions(id: string): Promise<WorkflowVersionSummary[]> {
    const { publishedVersion } = await this.repository.get(id);
    return (await this.repository.listVersions(id)).map((version) => toSummary(version, publishedVersion));
  }

  async version(id: string, number: number): Promise<WorkflowVersionView> {
    const { publishedVersion } = await this.repository.get(id);
    const version = await this.repository.getVersion(id, number);
    return { ...toSummary(version, publishedVersion), graph: graphOf(version) };
  }

  /** Makes an old version the draft again; nothing is published by that. */
  async restore(id: string, number: number): Promise<WorkflowView> {
    const version = await this.repository.getVersion(id, number);
    const restored = await this.repository.locked(id, (manager, row) =>
      this.repository.save(manager, {
        ...row,
        ...draftColumns(graphOf(version), settingsOf(version)),
        revision: row.revision + 1,
        updatedAt: new Date(),
      }),
    );
    this.workflows.announceChange(restored);
    return this.workflows.view(restored);
  }
}

function refuseErrors(problems: Problem[]): void {
  if (!hasErrors(problems)) return;
  const errors = problems.filter(({ severity }) => severity === 'error');
  const first = errors.find(({ code }) => code !== 'ROUTE_CONFLICT') ?? errors[0];
  if (first)
    throw new AppError(first.code, first.detail, { problems, ...(first.pointer && { pointer: first.pointer }) });
}

/** Two workflows may ask for a path at the same moment; the database lets one have it. */
async function refuseTakenRoutes(replacing: Promise<void>): Promise<void> {
  await replacing.catch((error: unknown) => {
    if (!isUniqueViolation(error)) throw error;
    throw new AppError('ROUTE_CONFLICT', 'Another published workflow has this webhook path already.');
  });
}

function toSummary({ number, createdAt }: WorkflowVersion, publishedVersion: number | null): WorkflowVersionSummary {
  return { version: number ?? 0, publishedAt: createdAt.toISOString(), current: number === publishedVersion };
}
