import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { AcceptEvents } from '../broker/accept-events.service.js';
import { inheritAttributes } from '../broker/event-attributes.js';
import { EventWaits } from '../broker/event-waits.service.js';
import type { HttpAnswer, HttpCall, NodeServices } from '../connectors/define-node.js';
import { PermanentNodeError } from '../connectors/node-errors.js';
import type { LogLine } from '../contract/index.js';
import type { StepPlace } from '../engine/index.js';
import { CodeSandbox } from '../expressions/sandbox/code-sandbox.js';
import { SandboxError } from '../expressions/sandbox/sandbox-error.js';
import type { Scope } from '../expressions/scope.js';
import { CONFIG } from '../platform/config.module.js';
import type { Config } from '../platform/config.js';
import { crashPoint } from '../platform/faults/crash-point.js';
import { createEgressClient, type EgressClient } from '../platform/egress/egress-client.js';
import { Sql } from '../platform/database/sql.js';
import type { CompiledWorkflow } from '../workflows/compiled-workflow.js';
import type { ClaimedRun } from './claim-runs.sql.js';
import type { StepOutcome } from './perform-step.js';
import { StepMetrics } from './step-metrics.service.js';
import { ChildRuns } from './child-runs.service.js';
import { MAX_HOPS } from './hops.js';
import { KeyValues } from './key-values.service.js';
import { RunResponses } from './run-responses.service.js';

/** So many threads run code nodes at once. */
const SANDBOX_THREADS = 2;
const SANDBOX_MEMORY = 64 * 1024 * 1024;

/** What the sandbox refuses for good; code that throws or takes too long may do better at another time. */
const LASTING = new Set(['OUTPUT_TOO_LARGE', 'DATA_TOO_DEEP']);

const FIND_CAUSING_WORKFLOW = {
  name: 'find-causing-workflow',
  text: `
select w.name from run this
join event e on e.id = this.event_id join run cause on cause.id = e.cause_run_id join workflow w on w.id = cause.workflow_id
where this.id = $1`,
};

/** The step that asks. */
export interface AskingStep {
  run: ClaimedRun;
  workflow: CompiledWorkflow;
  place: StepPlace;
  scope: Scope;
}

/** What nodes may ask of the platform. */
@Injectable()
export class StepServices implements OnApplicationShutdown {
  private readonly egress: EgressClient;
  private readonly sandbox = new CodeSandbox({ threads: SANDBOX_THREADS, memoryBytes: SANDBOX_MEMORY });

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly events: AcceptEvents,
    private readonly waits: EventWaits,
    private readonly children: ChildRuns,
    private readonly keyValues: KeyValues,
    private readonly responses: RunResponses,
    private readonly sql: Sql,
    private readonly metrics: StepMetrics,
  ) {
    this.egress = createEgressClient({ allow: config.egressAllow });
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.sandbox.close(), this.egress.close()]);
  }

  /** The services of one step. */
  forStep(step: AskingStep, keepLine: (line: LogLine) => void): NodeServices {
    return {
      http: (call: HttpCall): Promise<HttpAnswer> => this.call(call),
      runCode: (code: string, scope: Scope, options) => this.sandbox.run(code, scope, options).catch(rethrow),
      publish: (event) => this.publish(step, event),
      startRun: (call) => this.startRun(step, call),
      awaitEvent: (wait) => this.waits.register({ ...wait, runId: step.run.id, ...placeOf(step) }, step.scope),
      respond: (answer) => this.responses.respond(step.run, answer),
      keyValue: (change) => this.keyValues.perform(change),
      log: (level, text) => keepLine({ at: new Date().toISOString(), level, text }),
    };
  }

  /** Measures an attempt of a step that does not answer at once. */
  timed(type: string, attempt: Promise<StepOutcome>): Promise<StepOutcome> {
    return this.metrics.timed(type, attempt);
  }

  /** What a step waited for has come, or it waits no more. */
  forget(runId: string, { nodeId, iteration = '' }: StepPlace): void {
    this.waits.forget({ runId, nodeId, iteration });
  }

  private async call(call: HttpCall): Promise<HttpAnswer> {
    const answer = await this.egress.request(call);
    crashPoint('call.after-answer');
    return answer;
  }

  /** The event's key is that of the step: however often the step is tried, it is one event. */
  private async publish(step: AskingStep, event: Parameters<NodeServices['publish']>[0]): Promise<{ id: string }> {
    const { workflow } = step;
    const cause = await this.causeOf(step, event.type);
    crashPoint('publish.before-accept');
    const { id } = await this.events.accept({
      type: event.type,
      subject: event.subject,
      source: sourceOf(workflow),
      data: event.data,
      key: event.key,
      identity: null,
      cause,
      attributes: inheritAttributes(step.run),
      draft:
        workflow.number === null
          ? { workflowId: workflow.workflowId, subscriptions: workflow.subscriptions() }
          : undefined,
    });
    crashPoint('publish.after-accept');
    return { id };
  }

  private async startRun(step: AskingStep, call: Parameters<NodeServices['startRun']>[0]) {
    const { run, workflow } = step;
    return this.children.start({
      ...call,
      source: sourceOf(workflow),
      cause: await this.causeOf(step, call.workflowId),
      attributes: inheritAttributes(run),
      isDraft: workflow.number === null,
      parent: call.isAwaited ? { runId: run.id, ...placeOf(step) } : undefined,
    });
  }

  /** @throws PermanentNodeError `LOOP_DETECTED` */
  private async causeOf({ run, workflow, place }: AskingStep, what: string) {
    const hops = run.hops + 1;
    if (hops > MAX_HOPS) throw await this.loopError(run, workflow, what);
    return { runId: run.id, nodeId: place.nodeId, rootId: run.rootEventId, hops };
  }

  private async loopError(run: ClaimedRun, workflow: CompiledWorkflow, what: string): Promise<PermanentNodeError> {
    const [cause] = await this.sql.run<{ name: string }>(FIND_CAUSING_WORKFLOW, [run.id]);
    return new PermanentNodeError(
      'LOOP_DETECTED',
      `"${cause?.name ?? workflow.name}" and "${workflow.name}" start each other in a circle; "${what}" was stopped after ${MAX_HOPS} hops.`,
    );
  }
}

function placeOf({ place: { nodeId, iteration = '' } }: AskingStep): { nodeId: string; iteration: string } {
  return { nodeId, iteration };
}

function sourceOf({ workflowId }: CompiledWorkflow): string {
  return `/workflows/${workflowId}`;
}

/** The sandbox knows nothing of attempts: here is decided which of its errors are worth another one. */
function rethrow(error: unknown): never {
  if (error instanceof SandboxError && LASTING.has(error.code))
    throw new PermanentNodeError(error.code, error.message, undefined, { cause: error });
  throw error;
}
