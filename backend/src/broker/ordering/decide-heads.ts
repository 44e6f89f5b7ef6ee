import type { FlowPlace } from '../flow-limits.js';
import { HELD_ORDERING } from '../held.js';

/** The first run of a lane that has not left it, as the database has it. */
export interface Head {
  /** Null: it is gone, deleted with its history. */
  status: string | null;
  held: string | null;
  /** It has failed for good, and what follows has to wait for it. */
  blocked: boolean;
  /** Its workflow is paused, and it may not begin nevertheless. */
  isPaused: boolean;
  /** The limits of its workflow apply to it. */
  isLimited: boolean;
}

/**
 * What is to be done about the first of a lane: it begins, it is the pause's or the limits' affair from now on, it is over
 * and leaves the lane to the next one, or nothing at all.
 */
export type HeadVerdict = 'begins' | 'is-paused' | 'is-limited' | 'is-over' | 'stands';

const ENDED = new Set(['succeeded', 'failed', 'cancelled']);

/** Decides about the first run of a lane. Only the first one ever begins; whoever looks twice decides the same. */
export function decideHead({ status, held, blocked, isPaused, isLimited }: Head): HeadVerdict {
  if (status === null) return 'is-over';
  if (blocked) return 'stands';
  if (ENDED.has(status)) return 'is-over';
  if (status !== 'queued' || held !== HELD_ORDERING) return 'stands';
  if (isPaused) return 'is-paused';
  return isLimited ? 'is-limited' : 'begins';
}

/** What holds a run that takes its place in a lane, and where its limits have it stand: they come after its turn. */
export function holdInLane(
  flow: FlowPlace | undefined,
  isHead: boolean,
): { held: string | null; flow: FlowPlace | undefined } {
  if (isHead) return { held: flow ? JSON.stringify(flow.held) : null, flow };
  return { held: HELD_ORDERING, flow: flow && { ...flow, stage: 'order' } };
}
