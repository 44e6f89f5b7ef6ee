import { Injectable } from '@nestjs/common';
import type { Graph, WorkflowSettings } from '../contract/index.js';
import type { SqlRunner, Statement } from '../platform/database/sql.js';
import { bindLimits, limitsOf, type BoundLimits } from './flow-limits.js';
import type { DirectTarget } from './new-event.js';

/** So many versions are kept in mind; a version never changes. */
const KEPT = 200;

const FIND_PUBLISHED: Statement = {
  name: 'find-published-versions',
  text: `
select w.id as "workflowId", v.id as "versionId"
from workflow w join workflow_version v on v.workflow_id = w.id and v.number = w.published_version
where w.id = any($1::uuid[]) and w.deleted_at is null`,
};

const FIND_VERSION: Statement = {
  name: 'find-version-triggers',
  text: 'select graph, settings from workflow_version where id = $1',
};

interface Version {
  nodeIds: ReadonlySet<string>;
  limits: BoundLimits | undefined;
}

/** A trigger of a workflow, whatever its version. */
export interface TriggerKey {
  workflowId: string;
  nodeId: string;
}

/** Where published workflows begin: also triggers that no subscription stands for, such as schedules. */
@Injectable()
export class PublishedTriggers {
  private readonly versions = new Map<string, Version>();

  /** Those of the triggers that published workflows have, ready to be given an event. */
  async find(runner: SqlRunner, triggers: readonly TriggerKey[]): Promise<DirectTarget[]> {
    if (triggers.length === 0) return [];
    const workflowIds = [...new Set(triggers.map(({ workflowId }) => workflowId))];
    const found: DirectTarget[] = [];
    for (const row of await runner.run<{ workflowId: string; versionId: string }>(FIND_PUBLISHED, [workflowIds])) {
      const { nodeIds, limits } = await this.version(runner, row.versionId);
      for (const { workflowId, nodeId } of triggers)
        if (workflowId === row.workflowId && nodeIds.has(nodeId)) found.push({ ...row, nodeId, boundLimits: limits });
    }
    return found;
  }

  private async version(runner: SqlRunner, id: string): Promise<Version> {
    const known = this.versions.get(id);
    if (known) return known;
    const [row] = await runner.run<{ graph: string; settings: string }>(FIND_VERSION, [id]);
    if (!row) throw new Error(`there is no workflow version ${id}`);
    const limits = limitsOf(JSON.parse(row.settings) as WorkflowSettings);
    const version = {
      nodeIds: new Set((JSON.parse(row.graph) as Graph).nodes.map((node) => node.id)),
      limits: limits ? bindLimits(limits) : undefined,
    };
    const [oldest] = this.versions.keys();
    if (this.versions.size >= KEPT && oldest !== undefined) this.versions.delete(oldest);
    this.versions.set(id, version);
    return version;
  }
}
