import { Inject, Injectable } from '@nestjs/common';
import { inheritAttributes } from '../broker/event-attributes.js';
import type { DirectTarget, NewEvent } from '../broker/new-event.js';
import type { RunError, WorkflowSettings } from '../contract/index.js';
import { hasId, idsIn } from '../platform/database/by-id.js';
import { Sql } from '../platform/database/sql.js';
import { LOGGER, type Logger } from '../platform/logging/logger.js';
import type { CompiledWorkflow } from '../workflows/compiled-workflow.js';
import { CompiledWorkflows } from '../workflows/compiled-workflows.service.js';
import { RUN_FAILED_TOPIC } from '../workflows/run-failed-topic.js';
import { WorkflowsRepository } from '../workflows/workflows.repository.js';
import { MAX_HOPS } from './hops.js';

/** A run that is about to be written as failed. */
export interface FailedRun {
  id: string;
  /** JSON. */
  error: string | null;
}

interface FailedRunRow {
  id: string;
  workflowId: string;
  workflowName: string;
  version: number;
  /** JSON of the settings of the version that ran. */
  settings: string;
  trigger: string;
  eventId: string;
  rootEventId: string;
  attempt: number;
  hops: number;
  /** JSON: those of the event. */
  attributes: string | null;
}

/** Drafts that are tried out fail in front of whoever tries them: only runs of versions are told of. */
const FIND_FAILED_RUNS = {
  name: 'find-failed-runs',
  text: `
select r.id, r.workflow_id as "workflowId", w.name as "workflowName", v.number as version, v.settings, r.trigger_node as trigger,
  r.event_id as "eventId", r.root_event_id as "rootEventId", r.attempt, e.hops, e.attributes
from unnest(${idsIn('$1')}) as failed(id) join run r on ${hasId('r.id', 'failed.id')} join workflow w on w.id = r.workflow_id
join workflow_version v on v.id = r.version_id join event e on ${hasId('e.id', 'r.event_id')}
where v.number is not null
order by r.id`,
};

/** Makes the events that tell of failed runs. */
@Injectable()
export class FailedRunEvents {
  constructor(
    private readonly sql: Sql,
    private readonly repository: WorkflowsRepository,
    private readonly compiled: CompiledWorkflows,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** The events for runs that fail, by run id. A chain of failures that cause one another ends like every chain. */
  async of(failed: readonly FailedRun[]): Promise<Map<string, NewEvent>> {
    const rows = await this.sql.run<FailedRunRow>(FIND_FAILED_RUNS, [failed.map(({ id }) => id)]);
    const errors = new Map(failed.map(({ id, error }) => [id, error]));
    const events = new Map<string, NewEvent>();
    for (const row of rows)
      if (row.hops < MAX_HOPS) events.set(row.id, await this.toEvent(row, errors.get(row.id) ?? null));
      else this.logger.warn({ runId: row.id }, 'a chain of failures grew too long; the last one is not published');
    return events;
  }

  private async toEvent(row: FailedRunRow, errorJson: string | null): Promise<NewEvent> {
    const { id, workflowId, workflowName, version, eventId, attempt } = row;
    const error = errorJson === null ? null : (JSON.parse(errorJson) as RunError);
    const { onFailure } = JSON.parse(row.settings) as WorkflowSettings;
    return {
      type: RUN_FAILED_TOPIC,
      source: `/workflows/${workflowId}`,
      subject: id,
      data: { runId: id, workflowId, workflowName, version, eventId, error, attempt },
      cause: { runId: id, nodeId: error?.nodeId ?? row.trigger, rootId: row.rootEventId, hops: row.hops + 1 },
      attributes: inheritAttributes(row),
      direct: onFailure && (await this.findTarget(onFailure.workflowId, id)),
    };
  }

  private async findTarget(workflowId: string, runId: string): Promise<DirectTarget | undefined> {
    const version = await this.repository.findPublished(workflowId);
    const workflow = version ? await this.compiled.get(version.id) : undefined;
    const nodeId = workflow ? triggerFor(workflow) : undefined;
    if (workflow && nodeId !== undefined)
      return { workflowId, versionId: workflow.versionId, nodeId, boundLimits: workflow.limits };
    this.logger.warn({ runId, workflowId }, 'the workflow that a failure should start is not published');
    return undefined;
  }
}

/** The trigger that hears of failures, else the one that a run by hand would begin at. */
function triggerFor(workflow: CompiledWorkflow): string | undefined {
  const listening = workflow
    .subscriptions()
    .find(({ nodeType, isAbout }) => nodeType === 'event' && isAbout(RUN_FAILED_TOPIC));
  return listening?.nodeId ?? workflow.triggerForHand(undefined)?.id;
}
