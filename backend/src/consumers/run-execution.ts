import { LOOP_TYPE, type StepChange } from '../contract/index.js';
import {
  advanceRun,
  inputsByNode,
  lastOutput,
  locateStep,
  NEW_RUN,
  restoreRun,
  stepInput,
  type Command,
  type Plan,
  type RunEvent,
  type RunState,
  type StepChanged,
  type StepPlace,
} from '../engine/index.js';
import type { CompiledNode, CompiledWorkflow } from '../workflows/compiled-workflow.js';
import { buildRunScope, buildStepScope, type RunScope } from './build-scope.js';
import { LEASE_MS, type ClaimedRun } from './claim-runs.sql.js';
import { PendingSignals, type SignalRow } from './pending-signals.js';
import { performStep, toJson, type StepOutcome } from './perform-step.js';
import { RunDeadline, tooManyTakeOvers } from './run-deadline.js';
import { RunJournal } from './run-journal.js';
import type { RunStore } from './run-store.service.js';
import { toStepChanges } from './step-changes.js';
import type { StepServices } from './step-services.js';
import { toStepChanged, type StepRow } from './step-rows.js';
import { unknownType } from './unknown-type.js';

/** One for all runs: without a reason, aborting makes an exception with a stack each time. */
const RUN_IS_OVER = new Error('the run is over');

/** So many changed steps are written without waiting for an effect or the end. */
const LARGE_JOURNAL = 500;

/** After so long without a pause the other runs have their turn; milliseconds. */
const TURN_MS = 5;

/** Somebody else owns the run by now: everything that this worker still wants of it is void. */
export class LeaseLostError extends Error {}

export type RunOutcome =
  /** `until` is absent if only an answer wakes it. */
  { type: 'suspended'; until?: number } | { type: 'finished'; status: 'succeeded' | 'failed' | 'cancelled' };

/** What is stored of a run that was begun before. */
export interface StoredRun {
  steps: readonly StepRow[];
  signals: readonly SignalRow[];
}

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
  private readonly journal: RunJournal;
  private readonly signals = new PendingSignals();
  private readonly deadline: RunDeadline;
  /** The steps that wait for an event. */
  private readonly eventWaits = new Set<string>();
  private state: RunState = NEW_RUN;
  private committed: Promise<unknown> = Promise.resolve();
  private wakeTimer: NodeJS.Timeout | undefined;
  private wakeUp: (() => void) | undefined;
  private failure: unknown;
  private isCommitting = false;

  constructor(
    private readonly run: ClaimedRun,
    private readonly workflow: CompiledWorkflow,
    stored: StoredRun,
    private readonly given: ExecutionServices,
  ) {
    this.plan = workflow.plan(run.trigger);
    this.base = buildRunScope(run, workflow);
    this.journal = new RunJournal(run.id, this.plan);
    this.deadline = new RunDeadline(run, workflow.settings, (event) => this.push(event));
    this.signals.add(stored.signals);
    this.begin(stored.steps);
  }

  /** @throws LeaseLostError */
  async execute(): Promise<RunOutcome> {
    let turnEnds = performance.now() + TURN_MS;
    try {
      for (;;) {
        const event = this.inbox.shift();
        if (event) {
          const ended = this.advance(event);
          if (ended) return await this.end(ended);
          if (performance.now() < turnEnds) continue;
          await new Promise((resolve) => setImmediate(resolve));
        } else await this.nextEvent();
        turnEnds = performance.now() + TURN_MS;
      }
    } finally {
      clearTimeout(this.wakeTimer);
      this.deadline.stop();
      this.abort.abort(RUN_IS_OVER);
    }
  }

  /** Gives the run up: what is under way is aborted. */
  giveUp(reason: unknown): void {
    this.failure ??= reason;
    this.abort.abort(reason);
    this.wakeUp?.();
  }

  /** Something came for the run while it is worked on. */
  async hear(): Promise<void> {
    this.signals.add(await this.given.store.signals([this.run.id]));
    this.takeSignals();
  }

  private begin(rows: readonly StepRow[]): void {
    const at = Date.now();
    const { trigger } = this.base;
    const start = { status: 'succeeded', output: trigger, attempts: [] } as const;
    if (rows.length > 0) {
      const changes = rows.map(toStepChanged);
      this.state = restoreRun(this.plan, start, changes);
      this.noteEventWaits(changes);
    }
    const end = tooManyTakeOvers(this.run, at) ?? this.deadline.begin(at);
    if (end) return this.push(end);
    this.takeSignals();
    this.push(rows.length > 0 ? { type: 'resumed', at } : { type: 'started', output: trigger, at });
  }

  private takeSignals(): void {
    for (const event of this.signals.take(this.plan, this.state, Date.now())) this.push(event);
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
    const { state, commands, changes } = advanceRun(this.plan, this.state, event);
    this.state = state;
    this.journal.note(changes);
    this.noteEventWaits(changes);
    if (this.given.onSteps) this.given.onSteps(toStepChanges(this.run, this.plan, changes));
    let ended: Ended | undefined;
    for (const command of commands) {
      if (command.type === 'perform') this.perform(command, command.attempt);
      else if (command.type === 'wake') this.wakeAt(command.at);
      else ended = command;
    }
    if (event.type === 'waiting') this.noteWait();
    else if (this.journal.size >= LARGE_JOURNAL && !this.isCommitting) this.commitMeanwhile();
    return ended;
  }

  /** Who answers a step has to see that it waits; and the answer may be there before it. */
  private noteWait(): void {
    this.commitMeanwhile();
    this.takeSignals();
  }

  /** An event that nobody waits for any more need not be looked for. */
  private noteEventWaits(changes: readonly StepChanged[]): void {
    for (const { step, ...place } of changes) {
      const key = `${place.iteration ?? ''}/${place.nodeId}`;
      if (step.wait?.for.type === 'event') this.eventWaits.add(key);
      else if (this.eventWaits.delete(key)) this.given.services.forget(this.run.id, place);
    }
  }

  private commitMeanwhile(): void {
    this.isCommitting = true;
    this.checkpoint('running', LEASE_MS)
      .catch((error: unknown) => this.giveUp(error))
      .finally(() => (this.isCommitting = false));
  }

  private wakeAt(at: number): void {
    clearTimeout(this.wakeTimer);
    this.wakeTimer = setTimeout(() => this.push({ type: 'woken', at: Date.now() }), Math.max(0, at - Date.now()));
  }

  private perform({ nodeId, iteration }: StepPlace, number: number): void {
    const place = iteration === undefined ? { nodeId } : { nodeId, iteration };
    const compiled = this.workflow.nodes.get(nodeId);
    if (!compiled) return this.take(unknownType(place, number));
    const isEffect = compiled.type.kind !== 'trigger' && compiled.type.effect;
    const attempt = () => this.attempt(place, number, compiled);
    const outcome = isEffect ? this.checkpoint('running', LEASE_MS).then(attempt) : attempt();
    if (outcome instanceof Promise) outcome.then((one) => this.take(one)).catch((error: unknown) => this.giveUp(error));
    else this.take(outcome);
  }

  private attempt(place: StepPlace, attempt: number, compiled: CompiledNode): StepOutcome | Promise<StepOutcome> {
    const { nodeId, iteration } = place;
    const located = locateStep(this.plan, this.state, place);
    if (!located) throw new Error(`the step ${nodeId} ${iteration ?? ''} of run ${this.run.id} is not under way`);
    const { plan, state } = located;
    const idempotencyKey = `${this.run.id}:${nodeId}:${iteration ?? '0'}`;
    const input = stepInput(plan, state, nodeId);
    // A loop whose items are evaluated again, after a take-over, has to get the same ones.
    const now = (compiled.node.type === LOOP_TYPE ? state.steps[nodeId]?.startedAt : undefined) ?? Date.now();
    const scope = buildStepScope(this.base, located, input, idempotencyKey, new Date(now));
    const services = this.given.services.forStep({ run: this.run, workflow: this.workflow, place, scope }, (line) =>
      this.journal.log(place, line),
    );
    const inputs = () => inputsByNode(plan, state, nodeId);
    return performStep({
      compiled,
      place,
      attempt,
      scope,
      inputs,
      idempotencyKey,
      signal: this.abort.signal,
      services,
    });
  }

  private take({ event, json }: StepOutcome): void {
    if (json !== undefined) this.journal.keepOutput(event, json);
    this.push(event);
  }

  /**
   * Commits what changed since the last commit, one commit of a run after the other.
   *
   * @returns whether something has come for the run meanwhile
   */
  private checkpoint(status: 'running' | 'waiting', wakeIn: number | null): Promise<boolean> {
    const done = this.committed.then(async () => {
      const { id, epoch } = this.run;
      const used = this.signals.takeUsed();
      const written = await this.given.store.checkpoint({ id, epoch, status, wakeIn, steps: this.journal.take() });
      if (written === undefined) throw new LeaseLostError(`run ${id} has another owner`);
      await this.given.store.deleteSignals(used);
      return written.isSignaled;
    });
    this.committed = done;
    return done;
  }

  private async end(command: Ended): Promise<RunOutcome> {
    await this.committed;
    if (command.type === 'suspend') return this.suspend(this.deadline.before(command.until));
    const { id, epoch, wantsOutput, parent } = this.run;
    const { status, error = null } = command;
    const output =
      wantsOutput && status === 'succeeded' ? toJson(lastOutput(this.plan, this.state) ?? null).json : null;
    const isWritten = await this.given.store.finish({
      id,
      epoch,
      status,
      error: error && JSON.stringify(error),
      output,
      parent,
      steps: this.journal.take(),
    });
    if (!isWritten) throw new LeaseLostError(`run ${id} has another owner`);
    await this.given.store.deleteSignals(this.signals.takeUsed());
    return { type: 'finished', status };
  }

  private async suspend(until: number | undefined): Promise<RunOutcome> {
    const wakeIn = until === undefined ? null : Math.max(0, until - Date.now());
    if (await this.checkpoint('waiting', wakeIn)) return { type: 'suspended', until: Date.now() };
    return until === undefined ? { type: 'suspended' } : { type: 'suspended', until };
  }
}
