import type { StepChange } from '../contract/index.js';
import {
  advanceRun,
  lastOutput,
  NEW_RUN,
  stepInput,
  type Command,
  type Plan,
  type RunEvent,
  type RunState,
  type StepState,
} from '../engine/index.js';
import type { CompiledNode, CompiledWorkflow } from '../workflows/compiled-workflow.js';
import { buildRunScope, buildStepScope, type RunScope } from './build-scope.js';
import { crashPoint } from '../platform/faults/crash-point.js';
import { LEASE_MS, type ClaimedRun } from './claim-runs.sql.js';
import { performStep, type StepOutcome } from './perform-step.js';
import type { RunStore } from './run-store.service.js';
import type { StepServices } from './step-services.js';
import { restoreState, toStepRow, type StepRow } from './step-rows.js';

/** One for all runs: without a reason, aborting makes an exception with a stack each time. */
const RUN_IS_OVER = new Error('the run is over');

/** Somebody else owns the run by now: everything that this worker still wants of it is void. */
export class LeaseLostError extends Error {}

export type RunOutcome =
  { type: 'suspended'; until: number } | { type: 'finished'; status: 'succeeded' | 'failed' | 'cancelled' };

export interface ExecutionServices {
  store: RunStore;
  services: StepServices;
  /** Told of every step that changes; absent while nobody watches. */
  onSteps: ((steps: StepChange[]) => void) | undefined;
}

type Ended = Extract<Command, { type: 'suspend' | 'finish' }>;

/**
 * Works one claimed run off: asks the engine what is next, performs it, and commits only where it must: before a node that
 * touches the world, at a pause and at the end.
 */
export class RunExecution {
  private readonly plan: Plan;
  private readonly base: RunScope;
  private readonly abort = new AbortController();
  private readonly inbox: RunEvent[] = [];
  private readonly json = new Map<string, string>();
  private state: RunState = NEW_RUN;
  private stored: RunState['steps'] = {};
  private committed: Promise<void> = Promise.resolve();
  private wakeTimer: NodeJS.Timeout | undefined;
  private wakeUp: (() => void) | undefined;
  private failure: unknown;

  constructor(
    private readonly run: ClaimedRun,
    private readonly workflow: CompiledWorkflow,
    stored: readonly StepRow[],
    private readonly given: ExecutionServices,
  ) {
    this.plan = workflow.plan(run.trigger);
    this.base = buildRunScope(run, workflow);
    if (stored.length > 0) this.restore(stored);
    else this.inbox.push({ type: 'started', output: this.base.trigger, at: Date.now() });
  }

  /** @throws LeaseLostError */
  async execute(): Promise<RunOutcome> {
    try {
      for (;;) {
        const event = this.inbox.shift();
        if (event) {
          const ended = this.advance(event);
          if (ended) return await this.end(ended);
        } else await this.nextEvent();
      }
    } finally {
      clearTimeout(this.wakeTimer);
      this.abort.abort(RUN_IS_OVER);
    }
  }

  /** Gives the run up: what is under way is aborted. */
  giveUp(reason: unknown): void {
    this.failure ??= reason;
    this.abort.abort(reason);
    this.wakeUp?.();
  }

  private restore(rows: readonly StepRow[]): void {
    this.state = restoreState(this.run.trigger, this.base.trigger, rows);
    this.stored = this.state.steps;
    for (const { nodeId, output } of rows) if (output !== null) this.json.set(nodeId, output);
    this.inbox.push({ type: 'resumed', at: Date.now() });
  }

  private nextEvent(): Promise<void> {
    if (this.failure !== undefined) throw this.failure as Error;
    return new Promise((resolve) => (this.wakeUp = resolve));
  }

  private push(event: RunEvent): void {
    this.inbox.push(event);
    this.wakeUp?.();
  }

  private advance(event: RunEvent): Ended | undefined {
    const before = this.state.steps;
    const { state, commands } = advanceRun(this.plan, this.state, event);
    this.state = state;
    if (this.given.onSteps) this.given.onSteps(this.changesSince(before));
    let ended: Ended | undefined;
    for (const command of commands) {
      if (command.type === 'perform') this.perform(command.nodeId, command.attempt);
      else if (command.type === 'wake') this.wakeAt(command.at);
      else ended = command;
    }
    return ended;
  }

  private wakeAt(at: number): void {
    clearTimeout(this.wakeTimer);
    this.wakeTimer = setTimeout(() => this.push({ type: 'woken', at: Date.now() }), Math.max(0, at - Date.now()));
  }

  private perform(nodeId: string, number: number): void {
    const compiled = this.workflow.nodes.get(nodeId);
    if (!compiled) return this.take(nodeId, unknownType(nodeId, number));
    const isEffect = compiled.type.kind !== 'trigger' && compiled.type.effect;
    const attempt = () => this.attempt(nodeId, number, compiled);
    const outcome = isEffect ? this.checkpoint('running', LEASE_MS).then(attempt) : attempt();
    if (outcome instanceof Promise)
      outcome.then((one) => this.take(nodeId, one)).catch((error: unknown) => this.giveUp(error));
    else this.take(nodeId, outcome);
  }

  private attempt(nodeId: string, attempt: number, compiled: CompiledNode): StepOutcome | Promise<StepOutcome> {
    const idempotencyKey = `${this.run.id}:${nodeId}:0`;
    const input = stepInput(this.plan, this.state, nodeId);
    const scope = buildStepScope(this.base, this.state, input, idempotencyKey, new Date());
    const services = this.given.services.forStep(this.run, this.workflow, nodeId);
    return performStep({ compiled, nodeId, attempt, scope, idempotencyKey, signal: this.abort.signal, services });
  }

  private take(nodeId: string, { event, json }: StepOutcome): void {
    if (json !== undefined) this.json.set(nodeId, json);
    this.push(event);
  }

  /** Commits what changed since the last commit, one commit of a run after the other. */
  private checkpoint(status: 'running' | 'waiting', wakeIn: number): Promise<void> {
    this.committed = this.committed.then(async () => {
      const { id, epoch } = this.run;
      const steps = this.unstoredSteps();
      if (!(await this.given.store.checkpoint({ id, epoch, status, wakeIn, steps })))
        throw new LeaseLostError(`run ${id} has another owner`);
    });
    return this.committed;
  }

  private async end(command: Ended): Promise<RunOutcome> {
    await this.committed;
    if (command.type === 'suspend') {
      crashPoint('suspend.before-commit');
      await this.checkpoint('waiting', Math.max(0, command.until - Date.now()));
      crashPoint('suspend.after-commit');
      return { type: 'suspended', until: command.until };
    }
    const { id, epoch, wantsOutput } = this.run;
    const { status } = command;
    const error = command.error ? JSON.stringify(command.error) : null;
    const output =
      wantsOutput && status === 'succeeded' ? JSON.stringify(lastOutput(this.plan, this.state) ?? null) : null;
    const isWritten = await this.given.store.finish({ id, epoch, status, error, output, steps: this.unstoredSteps() });
    if (!isWritten) throw new LeaseLostError(`run ${id} has another owner`);
    return { type: 'finished', status };
  }

  /** The steps that changed since they were last stored; the trigger's own step follows from the event. */
  private unstoredSteps(): StepRow[] {
    const rows: StepRow[] = [];
    for (const [nodeId, step] of Object.entries(this.state.steps))
      if (step !== this.stored[nodeId] && nodeId !== this.run.trigger)
        rows.push(toStepRow(this.run.id, nodeId, step, this.jsonOf(nodeId, step)));
    this.stored = this.state.steps;
    return rows;
  }

  /** The JSON of an output is made once, when a node hands it over; the engine makes some outputs itself. */
  private jsonOf(nodeId: string, step: StepState): string | undefined {
    const known = this.json.get(nodeId);
    if (known !== undefined || step.output === undefined) return known;
    return JSON.stringify(step.output);
  }

  private changesSince(before: RunState['steps']): StepChange[] {
    return Object.entries(this.state.steps)
      .filter(([nodeId, step]) => step !== before[nodeId])
      .map(([nodeId, step]) => toChange(this.run, nodeId, step));
  }
}

/** A draft may be tried out although it holds such a node. */
function unknownType(nodeId: string, attempt: number): StepOutcome {
  const error = {
    code: 'NODE_TYPE_UNKNOWN',
    message: 'This version of Eventloom does not know the type of this node.',
  };
  return { event: { type: 'failed', nodeId, attempt, error, permanent: true, at: Date.now() }, json: undefined };
}

function toChange(
  run: ClaimedRun,
  nodeId: string,
  { status, port, error, startedAt, finishedAt }: StepState,
): StepChange {
  return {
    type: 'step',
    runId: run.id,
    workflowId: run.workflowId,
    nodeId,
    status,
    startedAt: startedAt === undefined ? null : new Date(startedAt).toISOString(),
    finishedAt: finishedAt === undefined ? null : new Date(finishedAt).toISOString(),
    ...(port !== undefined && { port }),
    ...(error && { error }),
  };
}
