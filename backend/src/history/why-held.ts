import { parseHeld, type Held } from '../broker/held.js';
import type { RunAhead } from '../broker/ordering/run-ahead.js';
import type { WaitReason } from '../contract/index.js';

/** What is known of a run that was accepted and does not begin. */
export interface HeldRow {
  /** JSON of its type and key; null where only the workflow's pause is in its way. */
  held: string | null;
  /** Its ordering key, if it has one, and the run that it waits for under it. */
  orderKey: string | null;
  ahead: RunAhead | null;
  isPaused: boolean;
  due: Date | null;
  concurrencyLimit: number | null;
  throttleLimit: number | null;
  throttlePeriodMs: number | null;
  /** The runs that have the places of its key; some of them, if there are many. */
  heldBy: string[] | null;
}

/** Why a run that was accepted does not begin; undefined if nothing holds it. */
export function whyHeld(row: HeldRow): WaitReason | undefined {
  if (row.isPaused) return { type: 'paused', sentence: 'The workflow is paused.' };
  const held = parseHeld(row.held);
  if (!held) return undefined;
  const { type } = held;
  const key = type === 'ordering' ? (row.orderKey ?? '') : held.key;
  const heldBy = heldByOf(type, row);
  return {
    type,
    sentence: sentenceOf(type, key ?? '', row, heldBy),
    ...(row.due && { until: row.due.toISOString() }),
    ...(key !== undefined && { key }),
    ...(heldBy.length > 0 && { heldBy: [...heldBy] }),
  };
}

function heldByOf(type: Held['type'], { heldBy, ahead }: HeldRow): readonly string[] {
  if (type === 'ordering') return ahead ? [ahead.runId] : [];
  return type === 'concurrency' ? (heldBy ?? []) : [];
}

function sentenceOf(type: Held['type'], key: string, row: HeldRow, heldBy: readonly string[]): string {
  const ofKey = key === '' ? '' : ` for “${key}”`;
  const [first] = heldBy;
  switch (type) {
    case 'paused':
      return 'The workflow is paused.';
    case 'concurrency':
      return `Waits for its turn: ${runs(row.concurrencyLimit ?? 1)} at a time${ofKey}${first === undefined ? '' : `, now run ${first}`}.`;
    case 'throttle':
      return `Waits for its turn: ${runs(row.throttleLimit ?? 1)} begin in ${(row.throttlePeriodMs ?? 0) / 1000} s${ofKey}.`;
    case 'debounce':
      return `Waits whether another event follows${ofKey}.`;
    case 'batch':
      return `Its event is being gathered with others${ofKey}.`;
    case 'ordering':
      return orderSentence(ofKey, row.ahead);
  }
}

function orderSentence(ofKey: string, ahead: RunAhead | null): string {
  if (!ahead) return `Has its turn${ofKey} at any moment.`;
  return ahead.isBlocked
    ? `Waits${ofKey} until run ${ahead.runId}, which failed, is replayed or discarded.`
    : `Waits for its turn${ofKey}: run ${ahead.runId} is ahead.`;
}

function runs(count: number): string {
  return count === 1 ? 'one run' : `${count} runs`;
}
