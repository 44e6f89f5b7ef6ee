import type { Plan } from './plan-graph.js';
import { isIterationStart, restoreRun } from './restore-run.js';
import { TRIGGER_OUTPUT } from './random-world.test-support.js';
import type { RunState, StepChanged, StepPlace } from './run-state.js';

/** The step of the trigger, which follows from the event and is not stored. */
const START = { status: 'succeeded', output: TRIGGER_OUTPUT, attempts: [] } as const;

export function placeKey({ nodeId, iteration = '' }: StepPlace): string {
  return `${iteration}/${nodeId}`;
}

/** The steps of a run as a database holds them: those that were committed, and those that are still to be. */
export class RowTable {
  private readonly rows = new Map<string, StepChanged>();
  private readonly committed = new Map<string, StepChanged>();
  private batches: (readonly StepChanged[])[] = [];

  constructor(
    private readonly trigger: string,
    rows: readonly StepChanged[] = [],
  ) {
    for (const row of rows) {
      this.rows.set(placeKey(row), row);
      this.committed.set(placeKey(row), row);
    }
  }

  /** What one event changed. */
  note(changes: readonly StepChanged[]): void {
    const batch = changes.filter((change) => placeKey(change) !== `/${this.trigger}`);
    for (const row of batch) this.rows.set(placeKey(row), row);
    this.batches.push(batch);
  }

  commit(): void {
    for (const batch of this.batches) for (const row of batch) this.committed.set(placeKey(row), row);
    this.batches = [];
  }

  /** How many different tables a crash may leave behind: whatever was committed, and what happened to be. */
  get crashes(): number {
    return this.batches.length + 1;
  }

  afterCrash(kept: number): RowTable {
    const rows = new Map(this.committed);
    for (const batch of this.batches.slice(0, kept)) for (const row of batch) rows.set(placeKey(row), row);
    return new RowTable(this.trigger, [...rows.values()]);
  }

  find(place: StepPlace): StepChanged | undefined {
    return this.rows.get(placeKey(place));
  }

  get all(): StepChanged[] {
    return [...this.rows.values()];
  }
}

/** The state as it comes back from the database. */
export function restoreRows(plan: Plan, rows: readonly StepChanged[]): RunState {
  const stored = rows.map(({ step: { loop: _, output, ...step }, ...place }): StepChanged => {
    // The output of a loop is the outputs in it.
    const isMadeOfThem = isOfLoop(plan, place) && step.status === 'succeeded' && step.attempts.length > 0;
    return { ...place, step: isMadeOfThem || output === undefined ? step : { ...step, output } };
  });
  return restoreRun(plan, START, JSON.parse(JSON.stringify(stored)) as StepChanged[]);
}

function isOfLoop(plan: Plan, place: StepPlace): boolean {
  let around: Plan | undefined = plan;
  for (const loop of plan.loops.get(place.nodeId) ?? []) around = around?.nodes.get(loop)?.body;
  return around?.nodes.get(place.nodeId)?.body !== undefined && !isIterationStart(plan, place);
}
