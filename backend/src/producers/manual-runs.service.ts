import { Injectable } from '@nestjs/common';
import { AcceptEvents } from '../broker/accept-events.service.js';
import type { DirectTarget, TestOrder } from '../broker/new-event.js';
import { TestStoredEvents } from '../broker/replay/test-stored-events.service.js';
import type { GraphNode, RunWorkflow } from '../contract/index.js';
import { AppError } from '../platform/errors/app-error.js';
import { sampleOf, type CompiledWorkflow } from '../workflows/compiled-workflow.js';
import { CompiledWorkflows } from '../workflows/compiled-workflows.service.js';
import { MANUAL_TOPIC } from '../workflows/manual-topic.js';
import { WorkflowsRepository } from '../workflows/workflows.repository.js';
import { orderTest, refuseUntestable, triggerForTest } from '../workflows/test-orders.js';

/** A person as a producer: runs begun by hand. */
@Injectable()
export class ManualRuns {
  constructor(
    private readonly repository: WorkflowsRepository,
    private readonly compiled: CompiledWorkflows,
    private readonly events: AcceptEvents,
    private readonly stored: TestStoredEvents,
  ) {}

  /**
   * Starts a run of the draft or of the published version; one of the draft is a test.
   *
   * @returns its id
   * @throws AppError `NOT_FOUND`, `NOT_PUBLISHED`, `TRIGGER_MISSING`; `VALIDATION_FAILED` with a pointer for what cannot be tested
   */
  async start(workflowId: string, request: RunWorkflow): Promise<string> {
    const workflow = await this.compiled.get(await this.versionId(workflowId, request));
    const isDraft = workflow.number === null;
    const trigger = isDraft ? triggerForTest(workflow, request) : workflow.triggerForHand(request.trigger);
    if (!trigger) throw new AppError('TRIGGER_MISSING', 'The workflow has no such trigger to start at.');
    if (isDraft) refuseUntestable(workflow, trigger, request);
    const test = isDraft ? orderTest(workflow, request) : undefined;
    const direct = {
      workflowId,
      versionId: workflow.versionId,
      nodeId: trigger.id,
      evenIfPaused: true,
      boundLimits: workflow.limits,
    };
    if (test && request.eventId !== undefined) return this.stored.start(request.eventId, direct, test);
    return this.startWith(workflow, trigger, { direct, test, payload: payloadOf(trigger, request) });
  }

  private async startWith(
    workflow: CompiledWorkflow,
    trigger: GraphNode,
    { direct, test, payload }: { direct: DirectTarget; test: TestOrder | undefined; payload: unknown },
  ): Promise<string> {
    const { workflowId } = workflow;
    const { runs } = await this.events.accept({
      type: MANUAL_TOPIC,
      source: `/workflows/${workflowId}`,
      data: payload,
      direct,
      test,
      draft: test ? { workflowId, subscriptions: workflow.subscriptions() } : undefined,
    });
    const [run] = runs;
    if (!run) throw new Error(`no run came of the event for workflow ${workflowId}`);
    return run.id;
  }

  private async versionId(workflowId: string, { version, ...request }: RunWorkflow): Promise<string> {
    const row = await this.repository.get(workflowId);
    const { eventId, target, only, pins } = request;
    const isTest = [eventId, target, only, pins].some((part) => part !== undefined);
    if (isTest && version === 'published')
      throw new AppError('VALIDATION_FAILED', 'version: what is published is not tested, only the draft is.', {
        pointer: '/version',
      });
    const isDraft = isTest || version === 'draft' || (version === undefined && row.publishedVersion === null);
    if (isDraft) return this.repository.snapshotDraft(row);
    if (row.publishedVersion === null)
      throw new AppError('NOT_PUBLISHED', 'The workflow is not published.', { hint: 'Publish it, or run the draft.' });
    return (await this.repository.getVersion(workflowId, row.publishedVersion)).id;
  }
}

/** What was given, else what is pinned, else the sample. */
function payloadOf(trigger: GraphNode, { payload, pins = {} }: RunWorkflow): unknown {
  if (payload !== undefined) return payload;
  return Object.hasOwn(pins, trigger.id) ? pins[trigger.id]?.output : sampleOf(trigger);
}
