import { Injectable } from '@nestjs/common';
import type {
  Workflow as WorkflowView,
  WorkflowVersion as WorkflowVersionView,
  WorkflowVersionSummary,
} from '../../contract/index.js';
import { graphOf, settingsOf } from '../workflow-views.js';
import { draftColumns, WorkflowsRepository } from '../workflows.repository.js';
import { WorkflowsService } from '../workflows.service.js';
import type { WorkflowVersion } from '../workflow-version.entity.js';

/** What was published, to be looked at and to be taken up again. */
@Injectable()
export class Versions {
  constructor(
    private readonly repository: WorkflowsRepository,
    private readonly workflows: WorkflowsService,
  ) {}

  /** Newest first. */
  async list(id: string): Promise<WorkflowVersionSummary[]> {
    const { publishedVersion } = await this.repository.get(id);
    return (await this.repository.listVersions(id)).map((version) => toSummary(version, publishedVersion));
  }

  /** @throws AppError `NOT_FOUND` */
  async get(id: string, number: number): Promise<WorkflowVersionView> {
    const { publishedVersion } = await this.repository.get(id);
    return toView(await this.repository.getVersion(id, number), publishedVersion);
  }

  /** Says something about a version; what it does never changes. */
  async note(id: string, number: number, note: string): Promise<WorkflowVersionView> {
    const { publishedVersion } = await this.repository.get(id);
    const version = await this.repository.getVersion(id, number);
    await this.repository.noteVersion(version.id, note);
    return toView({ ...version, note }, publishedVersion);
  }

  /** Makes an old version the draft again; nothing is published by that. */
  async restore(id: string, number: number): Promise<WorkflowView> {
    return this.takeUp(id, await this.repository.getVersion(id, number));
  }

  /** Makes a state that was kept the draft. */
  async takeUp(id: string, kept: { graph: string; settings: string }): Promise<WorkflowView> {
    const restored = await this.repository.locked(id, (manager, row) =>
      this.repository.save(manager, {
        ...row,
        ...draftColumns(graphOf(kept), settingsOf(kept)),
        revision: row.revision + 1,
        updatedAt: new Date(),
      }),
    );
    this.workflows.announceChange(restored);
    return this.workflows.view(restored);
  }
}

function toView(version: WorkflowVersion, publishedVersion: number | null): WorkflowVersionView {
  return { ...toSummary(version, publishedVersion), graph: graphOf(version), settings: settingsOf(version) };
}

function toSummary(version: WorkflowVersion, publishedVersion: number | null): WorkflowVersionSummary {
  const { number, createdAt, publishedBy, note } = version;
  const current = number === publishedVersion;
  return { version: number ?? 0, publishedAt: createdAt.toISOString(), publishedBy, note, current };
}
