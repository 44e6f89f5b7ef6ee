import type { RunError } from '../contract/index.js';
import { advanceRun } from './advance-run.js';
import { isSettled } from './ready-nodes.js';
import type { RandomRun } from './random-runs.test-support.js';
import { NEW_RUN, type Command, type Millis, type RunEvent, type RunState } from './run-state.js';
import { stepInput } from './step-input.js';

export const TRIGGER_OUTPUT = { total: 7 };
export const FAILURE: RunError = { code: 'TEST_FAILED', message: 'as it was told to' };

/** What a node puts out for an input: short, and different for different inputs. */
export function performed(nodeId: string, input: unknown): unknown {
  let hash = 0;
  for (const char of JSON.stringify(input) ?? '') hash = (Math.imul(hash, 31) + char.charCodeAt(0)) | 0;
  return { by: nodeId, hash };
}

export interface SimulationOptions {
  /** Chooses one of `count` things that may happen next, from 0. */
  choose(count: number): number;
  /** The worker may be killed: the run goes on from what was stored. */
  crashes?: boolean;
  /** Outcomes arrive again, at any time after. */
  duplicates?: boolean;
  /** Begin with a run as it was stored, instead of at its start. */
  stored?: RunState;
}

type Finish = Extract<Command, { type: 'finish' }>;
type Outcome = Extract<RunEvent, { type: 'succeeded' | 'failed' }>;

/** An attempt that a command asked for. Before an effect begins the state is stored, which takes its time too. */
interface UnderWay {
  nodeId: string;
  attempt: number;
  isStored: boolean;
}

export interface Simulated {
  finish: Finish;
  state: RunState;
  /** The state after each event. */
  states: RunState[];
}

/** Plays worker, database and clock for one run, and watches over the rules that hold at each moment. */
export class Simulation {
  private state: RunState = NEW_RUN;
  private now: Millis = 1_000_000;
  private underWay: UnderWay[] = [];
  private outcomes: RunEvent[] = [];
  /** States that may be what a crash leaves, the oldest first. */
  private storable: RunState[] = [NEW_RUN];
  private readonly states: RunState[] = [];
  private begun = new Set<string>();
  private wakeAt: Millis | undefined;
  private finish: Finish | undefined;

  constructor(
    private readonly run: RandomRun,
    private readonly options: SimulationOptions,
  ) {
    freeze(run.plan);
  }

  /** @throws Error if the run hangs or a rule is broken */
  play(): Simulated {
    this.take(this.options.stored ?? NEW_RUN);
    for (let turns = 0; !this.finish; turns += 1) {
      if (turns > 2000) throw new Error('the run does not come to an end');
      this.turn();
    }
    if (this.options.duplicates) for (const event of this.outcomes) this.repeat(event);
    return { finish: this.finish, state: this.state, states: this.states };
  }

  private turn(): void {
    this.now += this.options.choose(4);
    const ways: (() => void)[] = this.underWay.map((one) => () => this.work(one));
    if (this.wakeAt !== undefined) ways.push(() => this.wake());
    if (this.options.duplicates) ways.push(...this.outcomes.map((event) => () => this.repeat(event)));
    if (this.options.crashes) ways.push(() => this.crash());
    const way = ways[this.options.choose(ways.length)];
    if (!way) throw new Error('the run hangs: nothing is under way and nobody will wake it');
    way();
  }

  /** A worker takes the run over with what is stored of it. */
  private take(stored: RunState): void {
    this.underWay = [];
    this.outcomes = [];
    this.begun = new Set();
    this.wakeAt = undefined;
    this.state = restore(stored);
    this.storable = [stored];
    const isNew = Object.keys(stored.steps).every((id) => id === 'start');
    if (isNew) this.state = NEW_RUN;
    this.hear(isNew ? { type: 'started', output: TRIGGER_OUTPUT, at: this.now } : { type: 'resumed', at: this.now });
  }

  private crash(): void {
    const stored = this.storable[this.options.choose(this.storable.length)] ?? NEW_RUN;
    this.take(stored);
  }

  private work(one: UnderWay): void {
    if (!one.isStored && this.run.behaviour.get(one.nodeId)?.effect) {
      one.isStored = true;
      this.storable = [this.state];
      return;
    }
    this.underWay = this.underWay.filter((other) => other !== one);
    const outcome = this.perform(one);
    this.outcomes.push(outcome);
    this.hear(outcome);
  }

  private perform({ nodeId, attempt }: UnderWay): Outcome {
    const { failures = 0, permanent = false, port } = this.run.behaviour.get(nodeId) ?? {};
    const attempts = this.state.steps[nodeId]?.attempts ?? [];
    const failed = attempts.filter(({ error }) => error?.code === FAILURE.code).length;
    if (failed < failures) return { type: 'failed', nodeId, attempt, error: FAILURE, permanent, at: this.now };
    const output = performed(nodeId, stepInput(this.run.plan, this.state, nodeId));
    return { type: 'succeeded', nodeId, attempt, output, at: this.now, ...(port && { port }) };
  }

  /** Timers are a little late, and sometimes early. */
  private wake(): void {
    const early = this.options.choose(5) === 4;
    this.now = Math.max(this.now, (this.wakeAt ?? 0) - (early ? 1 : 0));
    this.hear({ type: 'woken', at: this.now });
  }

  /** An event that was heard before changes nothing. */
  private repeat(event: RunEvent): void {
    const { state, commands } = advanceRun(this.run.plan, this.state, freeze(event));
    if (commands.some(({ type }) => type === 'perform' || type === 'finish'))
      throw new Error(`a repeated ${event.type} had consequences`);
    if (!isSame(state, this.state)) throw new Error(`a repeated ${event.type} changed the run`);
  }

  private hear(event: RunEvent): void {
    const before = freeze(this.state);
    const { state, commands } = advanceRun(this.run.plan, before, freeze(event));
    this.state = freeze(state);
    this.states.push(state);
    this.storable.push(state);
    this.wakeAt = undefined;
    for (const command of commands) this.obey(command, before);
    if (Object.keys(state.steps).length > this.run.plan.nodes.size) throw new Error('the state outgrew the graph');
  }

  private obey(command: Command, before: RunState): void {
    if (this.finish) throw new Error('a run that had ended went on');
    if (command.type === 'perform') this.begin(command, before);
    else if (command.type === 'finish') this.end(command);
    else this.sleep(command.type === 'wake' ? command.at : command.until, command.type);
  }

  private begin({ nodeId, attempt }: Extract<Command, { type: 'perform' }>, before: RunState): void {
    const key = `${nodeId} ${attempt}`;
    if (this.begun.has(key)) throw new Error(`${key} began twice`);
    this.begun.add(key);
    const fatal = Object.entries(before.steps).find(([, { status, port }]) => status === 'failed' && !port);
    if (fatal) throw new Error(`${nodeId} began although ${fatal[0]} had failed for good`);
    const step = Object.hasOwn(before.steps, nodeId) ? before.steps[nodeId] : undefined;
    if (isSettled(step)) throw new Error(`${nodeId} began although it was done`);
    for (const { source } of this.run.plan.nodes.get(nodeId)?.incoming ?? [])
      if (!Object.hasOwn(this.state.steps, source) || !isSettled(this.state.steps[source]))
        throw new Error(`${nodeId} began before ${source} was settled`);
    this.underWay.push({ nodeId, attempt, isStored: false });
  }

  private end(command: Finish): void {
    if (this.underWay.length > 0) throw new Error('the run ended while something was under way');
    this.finish = command;
  }

  /** Between a `suspend` and the next event the run is only what is stored of it. */
  private sleep(until: Millis | undefined, how: 'wake' | 'suspend'): void {
    if (how === 'suspend' && this.underWay.length > 0) throw new Error('the run was let go with something under way');
    this.wakeAt = until;
    if (how === 'wake') return;
    this.storable = [this.state];
    if (this.options.choose(2) === 1) this.state = restore(this.state);
  }
}

/** A state as it comes back from the database: the trigger's own step follows from the event, the end is not stored. */
function restore({ steps }: RunState): RunState {
  const stored = JSON.parse(JSON.stringify(steps)) as RunState['steps'];
  return { steps: { ...stored, start: { status: 'succeeded', output: TRIGGER_OUTPUT, attempts: [] } } };
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

const frozen = new WeakSet<object>();

/** Makes every change, however deep, an error. */
export function freeze<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || frozen.has(value)) return value;
  frozen.add(value);
  if (value instanceof Map) {
    const refuse = (): never => {
      throw new TypeError('a frozen map was changed');
    };
    Object.assign(value, { set: refuse, delete: refuse, clear: refuse });
    for (const item of value.values()) freeze(item);
  }
  for (const item of Object.values(value)) freeze(item);
  return Object.freeze(value);
}
