import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { AcceptEvents } from '../broker/accept-events.service.js';
import type { HttpAnswer, HttpCall, NodeServices } from '../connectors/define-node.js';
import { PermanentNodeError } from '../connectors/node-errors.js';
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

/** So many threads run code nodes at once. */
const SANDBOX_THREADS = 2;
const SANDBOX_MEMORY = 64 * 1024 * 1024;

/** A chain of runs that publish one another's events ends after so many. */
const MAX_HOPS = 25;

/** What the sandbox refuses for good; code that throws or takes too long may do better at another time. */
const LASTING = new Set(['OUTPUT_TOO_LARGE', 'DATA_TOO_DEEP']);

const FIND_CAUSING_WORKFLOW = {
  name: 'find-causing-workflow',
  text: `
select w.name from run this
join event e on e.id = this.event_id join run cause on cause.id = e.cause_run_id join workflow w on w.id = cause.workflow_id
where this.id = $1`,
};

/** What nodes may ask of the platform. */
@Injectable()
export class StepServices implements OnApplicationShutdown {
  private readonly egress: EgressClient;
  private readonly sandbox = new CodeSandbox({ threads: SANDBOX_THREADS, memoryBytes: SANDBOX_MEMORY });

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly events: AcceptEvents,
    private readonly sql: Sql,
  ) {
    this.egress = createEgressClient({ allow: config.egressAllow });
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.sandbox.close(), this.egress.close()]);
  }

  /** The services of one step. */
  forStep(run: ClaimedRun, workflow: CompiledWorkflow, nodeId: string): NodeServices {
    return {
      http: (call: HttpCall): Promise<HttpAnswer> => this.call(call),
      runCode: (code: string, scope: Scope, options) => this.sandbox.run(code, scope, options).catch(rethrow),
      publish: (event) => this.publish(run, workflow, nodeId, event),
    };
  }

  private async call(call: HttpCall): Promise<HttpAnswer> {
    const answer = await this.egress.request(call);
    crashPoint('call.after-answer');
    return answer;
  }

  /** The event's key is that of the step: however often the step is tried, it is one event. */
  private async publish(
    run: ClaimedRun,
    workflow: CompiledWorkflow,
    nodeId: string,
    event: Parameters<NodeServices['publish']>[0],
  ): Promise<{ id: string }> {
    const hops = run.hops + 1;
    if (hops > MAX_HOPS) throw await this.loopError(run, workflow, event.type);
    crashPoint('publish.before-accept');
    const { id } = await this.events.accept({
      type: event.type,
      subject: event.subject,
      source: `/workflows/${workflow.workflowId}`,
      data: event.data,
      key: event.key,
      identity: null,
      cause: { runId: run.id, nodeId, rootId: run.rootEventId, hops },
      draft:
        workflow.number === null
          ? { workflowId: workflow.workflowId, subscriptions: workflow.subscriptions() }
          : undefined,
    });
    crashPoint('publish.after-accept');
    return { id };
  }

  private async loopError(run: ClaimedRun, workflow: CompiledWorkflow, topic: string): Promise<PermanentNodeError> {
    const [cause] = await this.sql.run<{ name: string }>(FIND_CAUSING_WORKFLOW, [run.id]);
    return new PermanentNodeError(
      'LOOP_DETECTED',
      `"${cause?.name ?? workflow.name}" and "${workflow.name}" publish each other's events in a circle; "${topic}" was stopped after ${MAX_HOPS} hops.`,
    );
  }
}

/** The sandbox knows nothing of attempts: here is decided which of its errors are worth another one. */
function rethrow(error: unknown): never {
  if (error instanceof SandboxError && LASTING.has(error.code))
    throw new PermanentNodeError(error.code, error.message, undefined, { cause: error });
  throw error;
}
