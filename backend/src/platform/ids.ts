import { randomUUID } from 'node:crypto';

/** So many ids can be told apart in one millisecond by their 12 bits of counter. */
const MOST_PER_MILLI = 4096;

let millis = 0;
/** The millisecond of the last id as the beginning of a UUID: `xxxxxxxx-xxxx-`. */
let prefix = '';
let count = 0;

/**
 * A new id: a UUID version 7 (RFC 9562), so that ids sort by the time they were made and indexes stay dense. Those of one
 * process are in order within a millisecond too: a counter stands before the random bits (the RFC's method 1), which come
 * from `randomUUID`, since it asks the system for many at once.
 */
export function newId(): string {
  const now = Date.now();
  // With a clock that was set back, or too many ids for one millisecond, the order counts more than the time.
  if (now > millis) startMilli(now);
  else if (count === MOST_PER_MILLI) startMilli(millis + 1);
  const counter = count.toString(16).padStart(3, '0');
  count += 1;
  return `${prefix}7${counter}${randomUUID().slice(18)}`;
}

function startMilli(milli: number): void {
  const hex = milli.toString(16).padStart(12, '0');
  millis = milli;
  prefix = `${hex.slice(0, 8)}-${hex.slice(8)}-`;
  count = 0;
}

/** The clocks of processes, which give the ids, and that of the database may differ so much; milliseconds. */
export const CLOCK_SKEW_MS = 300_000;

/** The least id that could have been made at a time, in milliseconds since the epoch. */
export function oldestIdAt(millis: number): string {
  const hex = Math.max(0, Math.floor(millis)).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7000-8000-000000000000`;
}

/** When an id was made, in milliseconds since the epoch. */
export function timeOfId(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a text could be an id at all; what is not must not reach the database, which would refuse it loudly. */
export function isId(text: string): boolean {
  return UUID.test(text);
}
