import { advanceRun } from './advance-run.js';
import { freeze } from './freeze.test-support.js';
import { locateStep } from './locate-step.js';
import type { RandomRun } from './random-runs.test-support.js';
import { FAILURE, outputFor, perform, TRIGGER_OUTPUT } from './random-world.test-support.js';
import { placeKey, restoreRows, RowTable } from './row-table.test-support.js';
import { checkBegin, checkPatience, checkSize, checkStored, walkSteps } from './run-rules.test-support.js';
import {
  NEW_RUN,
  type Command,
  type Millis,
  type RunEvent,
  type RunState,
  type StepChanged,
  type StepPlace,
} from './run-state.js';
import { stepInput } from './step-input.js';

export interface SimulationOptions {
  /** Chooses one of `count` things that may happen next, from 0. */
  choose(count: number): number;
  /** The worker may be killed: the run goes on from what was stored. */
  crashes?: boolean;
  /** Outcomes arrive again, at any time after, and answers before anybody waits for them. */
  duplicates?: boolean;
  /** Compares what would be stored with the state, after each event. */
  audit?: boolean;
  /** Begin with a run as it was stored, instead of at its start. */
  stored?: readonly StepChanged[];
}

type Finish = Extract<Command, { type: 'finish' }>;
type Perform = Extract<Command, { type: 'perform' }>;

/** An attempt that a command asked for. Before an effect begins the state is stored, which takes its time too. */
interface UnderWay extends StepPlace {
  attempt: number;
  isStored: boolean;
}

export interface Simulated {
  finish: Finish;
  state: RunState;
  /** What is stored in the end. */
  rows: StepChanged[];
  /** State and rows after each event. */
  moments: { state: RunState; rows: StepChanged[] }[];
  /** How many attempts of each step were performed, and how many workers took the run over. */
  performed: ReadonlyMap<string, number>;
  takeOvers: number;
}

/** Plays worker, database, clock and the world outside for one run, and watches over the rules that hold at each moment. */
export class Simulation {
  private state: RunState = NEW_RUN;
  private now: Millis = 1_000_000;
  private underWay: UnderWay[] = [];
  private outcomes: RunEvent[] = [];
  private table: RowTable;
  private readonly moments: Simulated['moments'] = [];
  private readonly performed = new Map<string, number>();
  private begun = new Set<string>();
  private wakeAt: Millis | undefined;
  private isAsleep = false;
  private finish: Finish | undefined;
  private takeOvers = 0;

  constructor(
    private readonly run: RandomRun,
    private readonly options: SimulationOptions,
  ) {
    freeze(run.plan);
    this.table = new RowTable(run.plan.trigger, options.stored);
  }

  /** @throws Error if the run hangs or a rule is broken */
  play(): Simulated {
    this.take(this.table);
    for (let turns = 0; !this.finish; turns += 1) {
      if (turns > 3000) throw new Error('the run does not come to an end');
      this.turn();
    }
    if (this.options.duplicates) for (const event of this.outcomes) this.repeat(event);
    const { finish, state, moments, performed, takeOvers } = this;
    return { finish, state, rows: this.table.all, moments, performed, takeOvers };
  }

  private turn(): void {
    this.now += this.options.choose(4);
    const ways: (() => void)[] = this.underWay.map((one) => () => this.work(one));
    if (this.wakeAt !== undefined) ways.push(() => this.wake());
    for (const answer of this.answers()) ways.push(() => this.answer(answer));
    if (this.options.duplicates) {
      ways.push(...this.outcomes.map((event) => () => this.repeat(event)));
      ways.push(...this.answersTooEarly().map((event) => () => this.repeat(event)));
    }
    if (this.options.crashes) ways.push(() => this.crash());
    const way = ways[this.options.choose(ways.length)];
    if (!way) throw new Error('the run hangs: nothing is under way and nobody will wake it');
    way();
  }

  /** A worker takes the run over with what is stored of it. */
  private take(table: RowTable): void {
    this.underWay = [];
    this.outcomes = [];
    this.begun = new Set();
    this.table = table;
    const isNew = table.all.length === 0;
    this.state = isNew ? NEW_RUN : restoreRows(this.run.plan, table.all);
    this.hear(isNew ? { type: 'started', output: TRIGGER_OUTPUT, at: this.now } : { type: 'resumed', at: this.now });
  }

  private crash(): void {
    this.takeOvers += 1;
    this.take(this.table.afterCrash(this.options.choose(this.table.crashes)));
  }

  private work(one: UnderWay): void {
    if (!one.isStored && this.run.behaviour.get(one.nodeId)?.effect) {
      one.isStored = true;
      this.table.commit();
      return;
    }
    this.underWay = this.underWay.filter((other) => other !== one);
    const outcome = this.perform(one);
    this.outcomes.push(outcome);
    this.hear(outcome);
  }

  private perform({ isStored: _, ...attempt }: UnderWay): RunEvent {
    const { nodeId } = attempt;
    const located = locateStep(this.run.plan, this.state, attempt);
    const behaviour = this.run.behaviour.get(nodeId);
    if (!located || !behaviour) throw new Error(`${placeKey(attempt)} is performed outside of its iteration`);
    this.performed.set(placeKey(attempt), (this.performed.get(placeKey(attempt)) ?? 0) + 1);
    const attempts = located.state.steps[nodeId]?.attempts ?? [];
    const failed = attempts.filter(({ error }) => error?.code === FAILURE.code).length;
    const became = perform(nodeId, behaviour, stepInput(located.plan, located.state, nodeId), failed);
    const base = { ...attempt, at: this.now };
    if (became.type !== 'waiting') return { ...became, ...base };
    const { ms, ...waiting } = became;
    return { ...waiting, ...base, ...(ms !== undefined && { until: this.now + ms }) };
  }

  /** Timers are a little late, and sometimes early. */
  private wake(): void {
    const early = this.options.choose(5) === 4;
    this.now = Math.max(this.now, (this.wakeAt ?? 0) - (early ? 1 : 0));
    if (!this.getUp()) this.hear({ type: 'woken', at: this.now });
  }

  private answer(event: RunEvent): void {
    this.getUp();
    // Its time may have been over before it was heard.
    if (this.finish) return;
    this.outcomes.push(event);
    this.hear(event);
  }

  /** A run that sleeps is only what is stored of it; it may be woken in a worker that still has it. True if taken up anew. */
  private getUp(): boolean {
    if (!this.isAsleep || this.options.choose(3) === 2) return false;
    this.takeOvers += 1;
    this.take(this.table);
    return true;
  }

  /** What comes from outside for the steps that wait for it. */
  private answers(): RunEvent[] {
    return [...walkSteps(this.run.plan, this.state)].flatMap((one) => (one.step.wait ? this.answerTo(one) : []));
  }

  /** The same before they wait. */
  private answersTooEarly(): RunEvent[] {
    return this.underWay.flatMap((one) => this.answerTo(one));
  }

  private answerTo({ nodeId, iteration }: StepPlace): RunEvent[] {
    const answer = this.run.behaviour.get(nodeId)?.wait?.answer;
    if (!answer) return [];
    const base = { nodeId, ...(iteration !== undefined && { iteration }), at: this.now };
    if (answer === 'refused') return [{ type: 'refused', ...base, error: FAILURE }];
    return [{ type: 'answered', ...base, output: outputFor(nodeId, answer), port: answer }];
  }

  /** An event that was heard before, or comes too early, does nothing but what its time alone would do: wake what is due. */
  private repeat(event: RunEvent): void {
    const heard = advanceRun(this.run.plan, this.state, freeze(event));
    const clock = advanceRun(this.run.plan, this.state, { type: 'woken', at: event.at });
    if (JSON.stringify(heard) !== JSON.stringify(clock)) throw new Error(`a repeated ${event.type} had consequences`);
  }

  private hear(event: RunEvent): void {
    const before = this.table.all;
    const { state, commands, changes } = advanceRun(this.run.plan, freeze(this.state), freeze(event));
    this.state = freeze(state);
    this.table.note(freeze(changes));
    this.moments.push({ state, rows: this.table.all });
    this.wakeAt = undefined;
    this.isAsleep = false;
    for (const command of commands) this.obey(command, before);
    checkSize(this.run, state);
    checkPatience(before, changes, event);
    if (this.options.audit && !this.finish) checkStored(this.run, this.table.all, state);
  }

  private obey(command: Command, before: readonly StepChanged[]): void {
    if (this.finish) throw new Error('a run that had ended went on');
    if (command.type === 'perform') this.begin(command, before);
    else if (command.type === 'finish') this.end(command);
    else this.sleep(command);
  }

  private begin({ type: _, ...attempt }: Perform, before: readonly StepChanged[]): void {
    const key = `${placeKey(attempt)} ${attempt.attempt}`;
    if (this.begun.has(key)) throw new Error(`${key} began twice`);
    this.begun.add(key);
    checkBegin(this.run, before, this.state, attempt);
    this.underWay.push({ ...attempt, isStored: false });
  }

  private end(command: Finish): void {
    if (this.underWay.length > 0) throw new Error('the run ended while something was under way');
    const open = this.table.all.find(({ step: { status } }) => status === 'running' || status === 'waiting');
    if (open) throw new Error(`the run ended while ${placeKey(open)} is stored as under way`);
    this.finish = command;
  }

  /** Between a `suspend` and the next event the run is only what is stored of it. */
  private sleep(command: Extract<Command, { type: 'wake' | 'suspend' }>): void {
    this.wakeAt = command.type === 'wake' ? command.at : command.until;
    if (command.type === 'wake') return;
    if (this.underWay.length > 0) throw new Error('the run was let go with something under way');
    this.isAsleep = true;
    this.table.commit();
  }
}
