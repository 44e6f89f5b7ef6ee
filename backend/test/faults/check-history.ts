import { callsAreKnown, effectsAreExplained, keysAreStable } from './check-effects.js';
import { ackedIsKept, eventsAreSingle, eventsWereSent, everybodyIsServed } from './check-events.js';
import { orderIsKept } from './check-order.js';
import { resultsAreSingle, runsEndOnce, writersAreOwners } from './check-runs.js';
import type { History, Violation } from './history.js';

const RULES = [
  ackedIsKept,
  eventsAreSingle,
  eventsWereSent,
  everybodyIsServed,
  runsEndOnce,
  resultsAreSingle,
  writersAreOwners,
  keysAreStable,
  effectsAreExplained,
  callsAreKnown,
  orderIsKept,
];

/** Holds what was noted during a test, and what the database says after it, against every promise. */
export function checkHistory(history: History): Violation[] {
  return RULES.flatMap((rule) => rule(history));
}
