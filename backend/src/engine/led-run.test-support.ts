import { advanceRun } from './advance-run.js';
import type { Plan } from './plan-graph.js';
import { placeKey, restoreRows, RowTable } from './row-table.test-support.js';
import { walkSteps } from './run-rules.test-support.js';
import {
  NEW_RUN,
  type Command,
  type RunEvent,
  type RunState,
  type StepChanged,
  type StepPlace,
  type Wait,
} from './run-state.js';

export const ERROR = { code: 'BROKEN', message: 'it broke' };

/**
 * A run that a test leads through its events by hand; times are seconds of its own. A step in an iteration is named after
 * both: `a@0`, `a@0.1`.
 */
export class LedRun {
  state: RunState = NEW_RUN;
  commands: Command[] = [];
  private at = 0;
  private table: RowTable;

  constructor(private readonly plan: Plan) {
    this.table = new RowTable(plan.trigger);
    this.hear({ type: 'started', output: 'in', at: this.at });
  }

  hear(event: RunEvent): this {
    const { state, commands, changes } = advanceRun(this.plan, this.state, event);
    this.state = state;
    this.commands = commands;
    this.table.note(changes);
    return this;
  }

  succeed(name: string, output: unknown = name, port?: string): this {
    return this.hear({ type: 'succeeded', ...this.attempt(name), output, ...(port && { port }) });
  }

  fail(name: string, permanent = false): this {
    return this.hear({ type: 'failed', ...this.attempt(name), error: ERROR, permanent });
  }

  loop(name: string, items: readonly unknown[], concurrency = 1): this {
    return this.hear({ type: 'looping', ...this.attempt(name), items, concurrency });
  }

  wait(name: string, until?: number, wait: Wait = { for: { type: 'timer' } }): this {
    return this.hear({ type: 'waiting', ...this.attempt(name), wait, ...(until !== undefined && { until }) });
  }

  answer(name: string, output: unknown = name, port?: string): this {
    return this.hear({ type: 'answered', ...this.place(name), at: this.tick(), output, ...(port && { port }) });
  }

  refuse(name: string): this {
    return this.hear({ type: 'refused', ...this.place(name), at: this.tick(), error: ERROR });
  }

  wake(at: number): this {
    this.at = at;
    return this.hear({ type: 'woken', at });
  }

  /** Begins with what is stored. */
  goOnFrom(rows: readonly StepChanged[]): this {
    this.table = new RowTable(this.plan.trigger, rows);
    return this.takeOver();
  }

  /** Another worker takes the run over, with all that was stored of it. */
  takeOver(): this {
    this.state = restoreRows(this.plan, this.table.all);
    return this.hear({ type: 'resumed', at: this.tick() });
  }

  /** What is stored of each step. */
  get statuses(): Record<string, string> {
    const rows = [...this.table.all, ...walkSteps(this.plan, this.state)].map(
      ({ nodeId, iteration, step }) =>
        [iteration === undefined ? nodeId : `${nodeId}@${iteration}`, step.status] as const,
    );
    return Object.fromEntries(rows);
  }

  /** The steps that are to be performed now. */
  get performed(): string[] {
    return this.commands.flatMap((command) =>
      command.type !== 'perform'
        ? []
        : [command.iteration === undefined ? command.nodeId : `${command.nodeId}@${command.iteration}`],
    );
  }

  private place(name: string): StepPlace {
    const [nodeId = '', iteration] = name.split('@');
    return { nodeId, ...(iteration !== undefined && { iteration }) };
  }

  private attempt(name: string): StepPlace & { attempt: number; at: number } {
    const place = this.place(name);
    const at = this.tick();
    const found = [...walkSteps(this.plan, this.state)].find((one) => placeKey(one) === placeKey(place));
    return { ...place, attempt: found?.step.attempts.length ?? 0, at };
  }

  private tick(): number {
    this.at += 1000;
    return this.at;
  }
}
