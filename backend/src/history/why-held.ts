import type { WaitReason } from '../contract/index.js';

/** What is known of a run that was accepted and does not begin. */
export interface HeldRow {
  /** JSON of its type and key; null where only the workflow's pause is in its way. */
  held: string | null;
  isPaused: boolean;
  due: Date | null;
  concurrencyLimit: number | null;
  throttleLimit: number | null;
  throttlePeriodMs: number | null;
  /** The runs that have the places of its key; some of them, if there are many. */
  heldBy: string[] | null;
}

type HeldType = 'paused' | 'concurrency' | 'throttle' | 'debounce' | 'batch';

/** Why a run that was accepted does not begin; undefined if nothing holds it. */
export function whyHeld(row: HeldRow): WaitReason | undefined {
  if (row.isPaused) return { type: 'paused', sentence: 'The workflow is paused.' };
  if (row.held === null) return undefined;
  const { type, key } = JSON.parse(row.held) as { type: HeldType; key?: string };
  const heldBy = type === 'concurrency' ? (row.heldBy ?? []) : [];
  return {
    type,
    sentence: sentenceOf(type, key ?? '', row, heldBy),
    ...(row.due && { until: row.due.toISOString() }),
    ...(key !== undefined && { key }),
    ...(heldBy.length > 0 && { heldBy }),
  };
}

function sentenceOf(type: HeldType, key: string, row: HeldRow, heldBy: readonly string[]): string {
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
  }
}

function runs(count: number): string {
  return count === 1 ? 'one run' : `${count} runs`;
}
