import { Injectable } from '@nestjs/common';
import { Listeners } from '../../broker/listening/listeners.service.js';
import type { ListenerRow } from '../../broker/listening/listeners.repository.js';
import type { Listener } from '../../contract/index.js';
import { AppError } from '../../platform/errors/app-error.js';
import { bindTriggers } from '../bind-triggers.js';
import { graphOf } from '../workflow-views.js';
import { WorkflowsRepository } from '../workflows.repository.js';

/** Shows who draws a workflow the next event for one of its triggers. */
@Injectable()
export class Listening {
  constructor(
    private readonly workflows: WorkflowsRepository,
    private readonly listeners: Listeners,
  ) {}

  /**
   * Listens as the trigger stands in the draft now, also anew.
   *
   * @throws AppError `NOT_FOUND`; `VALIDATION_FAILED` for a trigger that hears nothing, or whose parameters do not fit
   */
  async start(workflowId: string, nodeId: string): Promise<Listener> {
    const graph = graphOf(await this.workflows.get(workflowId));
    if (!graph.nodes.some(({ id }) => id === nodeId))
      throw new AppError('NOT_FOUND', `The draft has no step "${nodeId}".`);
    const spec = bindTriggers(graph, workflowId, '').find((one) => one.nodeId === nodeId);
    if (!spec)
      throw new AppError('VALIDATION_FAILED', `"${nodeId}" hears no events as it stands.`, {
        hint: 'Listen at a trigger that is enabled and filled in.',
      });
    return toView(await this.listeners.start(spec));
  }

  async stop(workflowId: string, nodeId: string): Promise<void> {
    await this.workflows.get(workflowId);
    await this.listeners.stop(workflowId, nodeId);
  }

  async list(workflowId: string): Promise<Listener[]> {
    await this.workflows.get(workflowId);
    return (await this.listeners.ofWorkflow(workflowId)).map(toView);
  }
}

function toView({ nodeId, expiresAt, eventId }: ListenerRow): Listener {
  return { nodeId, until: expiresAt.toISOString(), ...(eventId !== null && { eventId }) };
}
