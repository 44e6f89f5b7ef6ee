import type { WaitReason } from '../contract/index.js';

/** Why a run that was accepted does not begin, as it is stored with it. */
export type Held = Pick<WaitReason, 'key'> & {
  type: 'paused' | 'concurrency' | 'throttle' | 'debounce' | 'batch' | 'ordering';
};

/** The run of a paused workflow. Always this very text: an index relies on it. */
export const HELD_PAUSED = '{"type":"paused"}';

/** A run that waits for the one ahead of it under its ordering key, which stands in its row. */
export const HELD_ORDERING = '{"type":"ordering"}';

export function parseHeld(held: string | null): Held | undefined {
  return held === null ? undefined : (JSON.parse(held) as Held);
}

/** Whether nobody can tell when, or whether, a run begins: whoever sent its event gets no answer from it. */
export function isHeldForLong(held: string | null): boolean {
  const type = parseHeld(held)?.type;
  return type === 'paused' || type === 'debounce' || type === 'batch';
}
