import type { StepChange } from '../contract/index.js';
import {
  advanceRun,
  lastOutput,
  NEW_RUN,
  restoreRun,
  type Command,
  type Plan,
  type RunEvent,
  type RunState,
  type StepChanged,
  type StepPlace,
} from '../engine/index.js';
import type { CompiledWorkflow } from '../workflows/compiled-workflow.js';
import { buildRunScope, type RunScope } from './build-scope.js';
import { crashPoint } from '../platform/faults/crash-point.js';
import { LEASE_MS, type ClaimedRun } from './claim-runs.sql.js';
import { Inbox, type Happening } from './inbox.js';
import { PendingSignals } from './pending-signals.js';
import { toJson, type StepOutcome } from './perform-step.js';
import { RunDeadline, tooManyTakeOvers } from './run-deadline.js';
import { RunJournal } from './run-journal.js';
import type { RunStore, StoredRun } from './run-store.service.js';
import { toStepChanges } from './step-changes.js';
import type { StepServices } from './step-services.js';
import { readTest } from './test-run.js';
import { toStepChanged, type StepRow } from './step-rows.js';
import { StepPerformer } from './step-performer.js';
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
  private readonly inbox = new Inbox();
  private readonly performer: StepPerformer;
  private readonly journal: RunJournal;
  private readonly signals = new PendingSignals();
  private readonly deadline: RunDeadline;
  /** The steps that wait for an event; made with the first one. */
  private eventWaits: Set<string> | undefined;
  /** Made when a step asks for it: most never do, and a signal outlives many collections of garbage. */
  private abort: AbortController | undefined;
  private isOver: { reason: unknown } | undefined;
  private state: RunState = NEW_RUN;
  private committed: Promise<unknown> = Promise.resolve();
  private wakeTimer: NodeJS.Timeout | undefined;
  private isCommitting = false;
  private isEnding = false;
  /** Signals that have taken effect: once that is committed they may go. */
  private readonly usedSignals: string[] = [];

  constructor(
    private readonly run: ClaimedRun,
    private readonly workflow: CompiledWorkflow,
    stored: StoredRun,
    private readonly given: ExecutionServices,
  ) {
    const test = readTest(run);
    this.plan = test ? test.plan(workflow) : workflow.plan(run.trigger);
    this.base = buildRunScope(run, workflow);
    this.journal = new RunJournal(run.id, this.plan);
    const { plan, base, journal } = this;
    const { services } = given;
    this.performer = new StepPerformer(run, workflow, {
      plan,
      base,
      journal,
      services,
      test,
      signal: () => this.signal(),
    });
    this.deadline = new RunDeadline(run, workflow.settings, (event) => this.inbox.push(event));
    this.signals.add(stored.signals);
    this.begin(stored.steps);
  }

  /** What the run was begun with. */
  get trigger(): unknown {
    return this.base.trigger;
  }

  /** @throws LeaseLostError */
  async execute(): Promise<RunOutcome> {
    let turnEnds = performance.now() + TURN_MS;
    try {
      for (;;) {
        const happening = this.inbox.shift();
        if (happening) {
          const ended = this.advance(happening);
          if (ended && !this.goesOn(ended)) return await this.end(ended);
          if (performance.now() < turnEnds) continue;
          await new Promise((resolve) => setImmediate(resolve));
        } else await this.inbox.next();
        turnEnds = performance.now() + TURN_MS;
      }
    } finally {
      clearTimeout(this.wakeTimer);
      this.deadline.stop();
      this.giveUp(RUN_IS_OVER);
    }
  }

  /** Gives the run up: what is under way is aborted. */
  giveUp(reason: unknown): void {
    this.isOver ??= { reason };
    this.abort?.abort(reason);
    this.inbox.fail(reason);
  }

  private signal(): AbortSignal {
    this.abort ??= new AbortController();
    if (this.isOver) this.abort.abort(this.isOver.reason);
    return this.abort.signal;
  }

  /** Something came for the run while it is worked on. */
  async hear(): Promise<void> {
    this.signals.add(await this.given.store.signals([this.run.id]));
    // A run that is being let go finds them when it is claimed again.
    if (!this.isEnding) this.takeSignals();
  }

  private begin(rows: readonly StepRow[]): void {
    const at = Date.now();
    const { trigger } = this.base;
    const start = { status: 'succeeded', output: trigger, attempts: [] } as const;
    if (rows.length > 0) {
      const changes = rows.map(toStepChanged);
      this.state = restoreRun(this.plan, start, changes);
      this.noteEventWaits(changes);
      this.journal.restoreLogs(rows);
    }
    const end = tooManyTakeOvers(this.run, at) ?? this.deadline.begin(at);
    if (end) return this.inbox.push(end);
    const first =
      rows.length > 0 ? ({ type: 'resumed', at } as const) : { type: 'started' as const, output: trigger, at };
    const came = this.signals.take(this.plan, this.state, at);
    for (const { event, signalId } of inOrder(came, first)) this.inbox.push(event, signalId);
  }

  private takeSignals(): void {
    for (const { event, signalId } of this.signals.take(this.plan, this.state, Date.now()))
      this.inbox.push(event, signalId);
  }

  /** Whether what would have the run sleep is overtaken by what happened meanwhile. */
  private goesOn({ type }: Ended): boolean {
    return type === 'suspend' && !this.inbox.isEmpty;
  }

  private advance({ event, signalId }: Happening): Ended | undefined {
    const { state, commands, changes } = advanceRun(this.plan, this.state, event);
    this.state = state;
    if (signalId !== undefined) this.usedSignals.push(signalId);
    this.journal.note(changes);
    this.noteEventWaits(changes);
    if (this.given.onSteps) this.given.onSteps(toStepChanges(this.run, this.plan, changes));
    let ended: Ended | undefined;
    for (const command of commands) {
      if (command.type === 'perform') this.perform(command, command.attempt);
      else if (command.type === 'wake') this.wakeAt(command.at);
      else ended = command;
    }
    if (event.type === 'waiting') this.takeSignals();
    // Who answers a step has to see that it waits; at a pause that is stored anyway.
    if (event.type === 'waiting' && !ended) this.commitMeanwhile();
    else if (this.journal.size >= LARGE_JOURNAL && !this.isCommitting) this.commitMeanwhile();
    return ended;
  }

  /** An event that nobody waits for any more need not be looked for. */
  private noteEventWaits(changes: readonly StepChanged[]): void {
    for (const { step, ...place } of changes) {
      const isWaiting = step.wait?.for.type === 'event';
      if (!isWaiting && !this.eventWaits) continue;
      const key = `${place.iteration ?? ''}/${place.nodeId}`;
      this.eventWaits ??= new Set();
      if (isWaiting) this.eventWaits.add(key);
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
    this.wakeTimer = setTimeout(() => this.inbox.push({ type: 'woken', at: Date.now() }), Math.max(0, at - Date.now()));
  }

  private perform({ nodeId, iteration }: StepPlace, number: number): void {
    const place = iteration === undefined ? { nodeId } : { nodeId, iteration };
    const compiled = this.workflow.nodes.get(nodeId);
    if (!compiled) return this.take(unknownType(place, number));
    const isEffect = compiled.type.kind !== 'trigger' && compiled.type.effect;
    const attempt = () => this.performer.perform(this.state, place, number, compiled);
    const outcome = isEffect ? this.checkpoint('running', LEASE_MS).then(attempt) : attempt();
    if (outcome instanceof Promise) outcome.then((one) => this.take(one)).catch((error: unknown) => this.giveUp(error));
    else this.take(outcome);
  }

  private take({ event, json }: StepOutcome): void {
    if (json !== undefined) this.journal.keepOutput(event, json);
    this.inbox.push(event);
  }

  /**
   * Commits what changed since the last commit, one commit of a run after the other.
   *
   * @returns whether something has come for the run meanwhile
   */
  private checkpoint(status: 'running' | 'waiting', wakeIn: number | null): Promise<boolean> {
    const done = this.committed.then(async () => {
      const { id, epoch } = this.run;
      const used = this.usedSignals.splice(0);
      const written = await this.given.store.checkpoint({ id, epoch, status, wakeIn, steps: this.journal.take() });
      if (written === undefined) throw new LeaseLostError(`run ${id} has another owner`);
      await this.given.store.deleteSignals(used);
      return written.isSignaled;
    });
    this.committed = done;
    return done;
  }

  private async end(command: Ended): Promise<RunOutcome> {
    this.isEnding = true;
    await this.committed;
    if (command.type === 'suspend') return this.suspend(this.deadline.before(command.until));
    const { id, epoch, wantsOutput, isOrdered, parent, attempt, replayId, test } = this.run;
    const { status, error = null } = command;
    const output =
      wantsOutput && status === 'succeeded' ? toJson(lastOutput(this.plan, this.state) ?? null).json : null;
    const isWritten = await this.given.store.finish({
      id,
      epoch,
      status,
      error: error && JSON.stringify(error),
      output,
      makesUp: test === null && (attempt > 1 || replayId !== null),
      isOrdered,
      parent,
      steps: this.journal.take(),
    });
    if (!isWritten) throw new LeaseLostError(`run ${id} has another owner`);
    await this.given.store.deleteSignals(this.usedSignals.splice(0));
    return { type: 'finished', status };
  }

  private async suspend(until: number | undefined): Promise<RunOutcome> {
    const wakeIn = until === undefined ? null : Math.max(0, until - Date.now());
    crashPoint('suspend.before-commit');
    const isSignaled = await this.checkpoint('waiting', wakeIn);
    crashPoint('suspend.after-commit');
    if (isSignaled) return { type: 'suspended', until: Date.now() };
    return until === undefined ? { type: 'suspended' } : { type: 'suspended', until };
  }
}

/**
 * Nothing of a run that is to be cancelled begins. What an answer leads to comes after the run was taken up: before that it
 * would be taken for something that was cut off, and begin again.
 */
function inOrder(came: readonly Happening[], first: RunEvent): Happening[] {
  const isCancel = ({ event }: Happening) => event.type === 'cancelled';
  return [...came.filter(isCancel), { event: first }, ...came.filter((one) => !isCancel(one))];
}
