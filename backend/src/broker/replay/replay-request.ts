import type { EventRange } from './event-range.js';

/** Which events are handed out again, and to whom; stored with the job that does it. */
export type ReplayRequest = EventReplay | RangeReplay;

/** One event. */
export interface EventReplay {
  eventId: string;
  /** The only consumer; all, if null. */
  workflowId: string | null;
}

/** Events of a range, whatever came of them. */
export interface RangeReplay {
  range: EventRange;
  workflowId: string | null;
  /** Events a second. */
  rate: number;
  /** Set where a workflow is fed from the past that was published just now. */
  feeding?: Feeding;
}

/** The workflow is given only what it has no run for yet. */
export interface Feeding {
  /** What may have been accepted while its publication got about: a second look is taken at it, once all of it is there. */
  secondLook: EventRange;
  /** When that is, by the database's clock. */
  lookAgainAt: string;
}

/** How far a replay of a range is. */
export interface ReplayCursor {
  /** The last event that was looked at; null at the beginning. */
  afterId: string | null;
  isSecondLook: boolean;
}
