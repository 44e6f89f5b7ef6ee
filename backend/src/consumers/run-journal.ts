import type { LogLine } from '../contract/index.js';
import { isIterationStart, type Plan, type StepChanged, type StepPlace } from '../engine/index.js';
import { toStepRow, type StepRow } from './step-rows.js';

/** What has become of a run since its last commit, ready to be written. */
export class RunJournal {
  private changed = new Map<string, StepChanged>();
  /** The JSON of outputs is made once, when a node hands them over. */
  private readonly json = new Map<string, string>();
  private readonly logs = new Map<string, LogLine[]>();

  constructor(
    private readonly runId: string,
    private readonly plan: Plan,
  ) {}

  /** How many steps wait to be written. */
  get size(): number {
    return this.changed.size;
  }

  note(changes: readonly StepChanged[]): void {
    for (const change of changes) this.changed.set(keyOf(change), change);
  }

  keepOutput(place: StepPlace, json: string): void {
    this.json.set(keyOf(place), json);
  }

  log(place: StepPlace, line: LogLine): void {
    const lines = this.logs.get(keyOf(place));
    if (lines) lines.push(line);
    else this.logs.set(keyOf(place), [line]);
  }

  /** A step that is performed again, after a pause or by another worker, adds to what it wrote before. */
  restoreLogs(rows: readonly StepRow[]): void {
    for (const { nodeId, iteration, logs } of rows)
      if (logs !== null) this.logs.set(`${iteration}/${nodeId}`, JSON.parse(logs) as LogLine[]);
  }

  /** The steps that have changed; from now on they count as written. The trigger's own step follows from the event. */
  take(): StepRow[] {
    const rows: StepRow[] = [];
    for (const [key, change] of this.changed)
      if (key !== `/${this.plan.trigger}`)
        rows.push(toStepRow(this.runId, change, { output: this.outputOf(key, change), logs: this.logs.get(key) }));
    this.changed = new Map();
    return rows;
  }

  private outputOf(key: string, { nodeId, iteration, step }: StepChanged): string | undefined {
    const json = this.json.get(key);
    if (json !== undefined && step.status !== 'running') this.json.delete(key);
    if (json !== undefined || step.output === undefined) return json;
    // The output of a loop is the outputs in it.
    const isLoop =
      step.attempts.length > 0 &&
      this.isLoop(nodeId) &&
      !isIterationStart(this.plan, { nodeId, ...(iteration && { iteration }) });
    return isLoop && step.status === 'succeeded' ? undefined : JSON.stringify(step.output);
  }

  private isLoop(nodeId: string): boolean {
    const loops = this.plan.loops.get(nodeId) ?? [];
    let plan: Plan | undefined = this.plan;
    for (const loop of loops) plan = plan?.nodes.get(loop)?.body;
    return plan?.nodes.get(nodeId)?.body !== undefined;
  }
}

function keyOf({ nodeId, iteration = '' }: StepPlace): string {
  return `${iteration}/${nodeId}`;
}
