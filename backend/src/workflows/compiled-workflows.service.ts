import { Injectable } from '@nestjs/common';
import { CompiledWorkflow } from './compiled-workflow.js';
import { graphOf, settingsOf } from './workflow-views.js';
import { WorkflowsRepository } from './workflows.repository.js';

/** So many versions are kept ready; a version never changes, so none grows old. */
const KEPT = 500;

/** Versions of workflows, compiled once in this process. */
@Injectable()
export class CompiledWorkflows {
  private readonly kept = new Map<string, Promise<CompiledWorkflow>>();

  constructor(private readonly repository: WorkflowsRepository) {}

  get(versionId: string): Promise<CompiledWorkflow> {
    const known = this.kept.get(versionId);
    if (known) return known;
    const [oldest] = this.kept.keys();
    if (this.kept.size >= KEPT && oldest !== undefined) this.kept.delete(oldest);
    const loading = this.load(versionId);
    this.kept.set(versionId, loading);
    loading.catch(() => this.kept.delete(versionId));
    return loading;
  }

  private async load(versionId: string): Promise<CompiledWorkflow> {
    const row = await this.repository.findVersionById(versionId);
    if (!row) throw new Error(`there is no workflow version ${versionId}`);
    return new CompiledWorkflow(row.id, row.workflowId, row.name, row.number, graphOf(row), settingsOf(row));
  }
}
