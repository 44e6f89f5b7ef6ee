import type { Graph, Problem, Workflow as WorkflowView, WorkflowSettings, WorkflowSummary } from '../contract/index.js';
import type { Workflow } from './workflow.entity.js';

/** A workflow as the API shows it, without its graph. */
export function toSummary(row: Workflow): WorkflowSummary {
  return {
    id: row.id,
    name: row.name,
    revision: row.revision,
    publishedVersion: row.publishedVersion,
    status: statusOf(row),
    changed: row.publishedHash !== null && row.publishedHash !== row.graphHash,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    triggerTypes: row.triggerTypes === '' ? [] : row.triggerTypes.split(','),
  };
}

export function statusOf({
  publishedVersion,
  pausedAt,
}: Pick<Workflow, 'publishedVersion' | 'pausedAt'>): WorkflowSummary['status'] {
  if (publishedVersion === null) return 'draft';
  return pausedAt === null ? 'published' : 'paused';
}

export function toView(row: Workflow, problems: Problem[]): WorkflowView {
  return { ...toSummary(row), graph: graphOf(row), settings: settingsOf(row), problems };
}

export function graphOf({ graph }: { graph: string }): Graph {
  return JSON.parse(graph) as Graph;
}

export function settingsOf({ settings }: { settings: string }): WorkflowSettings {
  return JSON.parse(settings) as WorkflowSettings;
}
