import { Injectable } from '@nestjs/common';
import type {
  Checkpoint as CheckpointView,
  CheckpointSummary,
  Page,
  Workflow as WorkflowView,
} from '../../contract/index.js';
import { graphOf, settingsOf } from '../workflow-views.js';
import { WorkflowsRepository } from '../workflows.repository.js';
import type { Checkpoint } from './checkpoint.entity.js';
import { CheckpointsRepository } from './checkpoints.repository.js';
import { Versions } from './versions.service.js';

/** States of drafts under names: what somebody wants to be able to come back to before it is published. */
@Injectable()
export class Checkpoints {
  constructor(
    private readonly workflows: WorkflowsRepository,
    private readonly checkpoints: CheckpointsRepository,
    private readonly versions: Versions,
  ) {}

  /** Newest first. */
  async list(id: string, { limit, cursor }: { limit: number; cursor?: string | undefined }) {
    await this.workflows.get(id);
    const rows = await this.checkpoints.list(id, limit + 1, cursor);
    const items = rows.slice(0, limit).map(toSummary);
    const page: Page<CheckpointSummary> = {
      items,
      nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null,
    };
    return page;
  }

  async get(id: string, checkpointId: string): Promise<CheckpointView> {
    return toView(await this.checkpoints.get(id, checkpointId));
  }

  /** @param by who keeps it, by name */
  async keep(id: string, name: string, by: string): Promise<CheckpointView> {
    return toView(await this.checkpoints.add(await this.workflows.get(id), name, by));
  }

  /** Makes it the draft again; nothing is published by that. */
  async restore(id: string, checkpointId: string): Promise<WorkflowView> {
    return this.versions.takeUp(id, await this.checkpoints.get(id, checkpointId));
  }

  async delete(id: string, checkpointId: string): Promise<void> {
    await this.checkpoints.delete(await this.checkpoints.get(id, checkpointId));
  }
}

function toSummary({ id, name, createdAt, createdBy }: Checkpoint): CheckpointSummary {
  return { id, name, createdAt: createdAt.toISOString(), createdBy };
}

function toView(row: Checkpoint): CheckpointView {
  return { ...toSummary(row), graph: graphOf(row), settings: settingsOf(row) };
}
