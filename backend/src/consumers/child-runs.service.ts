import { Injectable } from '@nestjs/common';
import { AcceptEvents } from '../broker/accept-events.service.js';
import type { NewEvent } from '../broker/new-event.js';
import { PermanentNodeError } from '../connectors/node-errors.js';
import { AppError } from '../platform/errors/app-error.js';
import { CompiledWorkflows } from '../workflows/compiled-workflows.service.js';
import type { Workflow } from '../workflows/workflow.entity.js';
import { WorkflowsRepository } from '../workflows/workflows.repository.js';

const TOPIC = 'eventloom.workflow.called';

/** Who calls, and whether the step waits for the end. */
export interface Call {
  workflowId: string;
  payload: unknown;
  key: string;
  /** Where the call comes from. */
  source: string;
  cause: NonNullable<NewEvent['cause']>;
  attributes: NewEvent['attributes'];
  /** A draft that is tried out may call one that is not published. */
  isDraft: boolean;
  parent: NewEvent['parent'];
}

/** Starts runs of other workflows for steps. */
@Injectable()
export class ChildRuns {
  constructor(
    private readonly workflows: WorkflowsRepository,
    private readonly compiled: CompiledWorkflows,
    private readonly events: AcceptEvents,
  ) {}

  /**
   * The child stays on the version that is published now.
   *
   * @throws PermanentNodeError `WORKFLOW_NOT_FOUND`, `NOT_PUBLISHED`, `TRIGGER_MISSING`
   */
  async start(call: Call): Promise<{ runId: string; eventId: string }> {
    const { workflowId, payload, key, source, cause, attributes, parent } = call;
    const workflow = await this.compiled.get(await this.versionId(call));
    const trigger = workflow.triggerForHand(undefined);
    if (!trigger) throw new PermanentNodeError('TRIGGER_MISSING', `"${workflow.name}" has no trigger to start at.`);
    const { id, runs } = await this.events.accept({
      type: TOPIC,
      source,
      data: payload,
      key,
      identity: null,
      cause,
      attributes,
      parent,
      direct: { workflowId, versionId: workflow.versionId, nodeId: trigger.id },
      answerFrom: workflowId,
      draft: workflow.number === null ? { workflowId, subscriptions: workflow.subscriptions() } : undefined,
    });
    const run = runs.find((one) => one.workflowId === workflowId);
    if (!run) throw new Error(`no run came of the call of workflow ${workflowId}`);
    return { runId: run.id, eventId: id };
  }

  private async versionId({ workflowId, isDraft }: Call): Promise<string> {
    const row = await this.find(workflowId);
    if (row.publishedVersion !== null) return (await this.workflows.getVersion(workflowId, row.publishedVersion)).id;
    if (isDraft) return this.workflows.snapshotDraft(row);
    throw new PermanentNodeError('NOT_PUBLISHED', `"${row.name}" is not published.`);
  }

  private find(workflowId: string): Promise<Workflow> {
    return this.workflows.get(workflowId).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'NOT_FOUND')
        throw new PermanentNodeError('WORKFLOW_NOT_FOUND', `There is no workflow "${workflowId}".`);
      throw error;
    });
  }
}
