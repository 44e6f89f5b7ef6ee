import { Injectable } from '@nestjs/common';
import { AcceptEvents } from '../broker/accept-events.service.js';
import type { RunWorkflow } from '../contract/index.js';
import { AppError } from '../platform/errors/app-error.js';
import { sampleOf } from '../workflows/compiled-workflow.js';
import { CompiledWorkflows } from '../workflows/compiled-workflows.service.js';
import { WorkflowsRepository } from '../workflows/workflows.repository.js';

const TOPIC = 'eventloom.manual.started';

/** A person as a producer: runs begun by hand. */
@Injectable()
export class ManualRuns {
  constructor(
    private readonly repository: WorkflowsRepository,
    private readonly compiled: CompiledWorkflows,
    private readonly events: AcceptEvents,
  ) {}

  /**
   * Starts a run of the draft or of the published version.
   *
   * @returns its id
   * @throws AppError `NOT_FOUND`, `NOT_PUBLISHED`, `TRIGGER_MISSING`
   */
  async start(workflowId: string, request: RunWorkflow): Promise<string> {
    const workflow = await this.compiled.get(await this.versionId(workflowId, request.version));
    const trigger = workflow.triggerForHand(request.trigger);
    if (!trigger) throw new AppError('TRIGGER_MISSING', 'The workflow has no such trigger to start at.');
    const payload = request.payload === undefined ? sampleOf(trigger) : request.payload;
    const isDraft = workflow.number === null;
    const { runs } = await this.events.accept({
      type: TOPIC,
      source: `/workflows/${workflowId}`,
      data: payload,
      direct: {
        workflowId,
        versionId: workflow.versionId,
        nodeId: trigger.id,
        evenIfPaused: true,
        boundLimits: workflow.limits,
      },
      draft: isDraft ? { workflowId, subscriptions: workflow.subscriptions() } : undefined,
    });
    const [run] = runs;
    if (!run) throw new Error(`no run came of the event for workflow ${workflowId}`);
    return run.id;
  }

  private async versionId(workflowId: string, version: RunWorkflow['version']): Promise<string> {
    const row = await this.repository.get(workflowId);
    const isDraft = version === 'draft' || (version === undefined && row.publishedVersion === null);
    if (isDraft) return this.repository.snapshotDraft(row);
    if (row.publishedVersion === null)
      throw new AppError('NOT_PUBLISHED', 'The workflow is not published.', { hint: 'Publish it, or run the draft.' });
    return (await this.repository.getVersion(workflowId, row.publishedVersion)).id;
  }
}
