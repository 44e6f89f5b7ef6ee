import { locateStep, type Plan, type RunEvent, type RunState } from '../engine/index.js';
import type { RunError } from '../contract/index.js';

/** Something that came for a run from outside, as it is stored. */
export interface SignalRow {
  id: string;
  runId: string;
  nodeId: string | null;
  iteration: string;
  kind: string;
  /** JSON. */
  payload: string | null;
}

/** What a signal carries for the step that waits for it: its output, or why there is none. */
export interface Answer {
  output?: unknown;
  port?: string;
  error?: RunError;
}

/** The signals of a run that have not taken effect yet: one may come before its step has begun to wait for it. */
export class PendingSignals {
  private rows: SignalRow[] = [];
  /** Made with the first one: most runs have none. */
  private seen: Set<string> | undefined;

  add(rows: readonly SignalRow[]): void {
    for (const row of rows) {
      this.seen ??= new Set();
      if (this.seen.has(row.id)) continue;
      this.seen.add(row.id);
      this.rows.push(row);
    }
  }

  /** What they mean for a run in this state; a signal is handed out once. */
  take(plan: Plan, state: RunState, at: number): { event: RunEvent; signalId: string }[] {
    if (this.rows.length === 0) return [];
    const read = this.rows.map((row) => ({ row, event: toEvent(row, plan, state, at) }));
    this.rows = read.flatMap(({ row, event }) => (event ? [] : [row]));
    return read.flatMap(({ row, event }) => (event ? [{ event, signalId: row.id }] : []));
  }
}

function toEvent(row: SignalRow, plan: Plan, state: RunState, at: number): RunEvent | undefined {
  if (row.kind === 'cancel') return { type: 'cancelled', at };
  const { nodeId, iteration } = row;
  if (nodeId === null) return undefined;
  const place = iteration === '' ? { nodeId } : { nodeId, iteration };
  if (!locateStep(plan, state, place)?.state.steps[nodeId]?.wait) return undefined;
  const { output = null, port, error } = JSON.parse(row.payload ?? '{}') as Answer;
  if (error) return { type: 'refused', ...place, error, at };
  return { type: 'answered', ...place, output, at, ...(port !== undefined && { port }) };
}
