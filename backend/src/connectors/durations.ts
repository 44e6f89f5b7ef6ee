import { z } from 'zod';
import { PermanentNodeError } from './node-errors.js';
import { problemOf } from './problem-of.js';

/** Nothing waits longer; milliseconds. */
const YEAR = 366 * 86_400_000;

const RANGE = 'no wait is longer than a year';

/** A number of milliseconds to wait. */
export const durationSchema = z
  .number({ error: (issue) => (Number.isNaN(issue.input) ? RANGE : undefined) })
  .refine((ms) => ms >= 0, problemOf('DELAY_NEGATIVE', 'a wait is not negative'))
  .refine((ms) => !(ms > YEAR), problemOf('DELAY_OUT_OF_RANGE', RANGE));

/**
 * The same for what an expression gave.
 *
 * @throws PermanentNodeError `DELAY_NEGATIVE`, `DELAY_OUT_OF_RANGE`
 */
export function toDuration(name: string, given: unknown): number {
  const ms = typeof given === 'string' && given.trim() !== '' ? Number(given) : given;
  if (typeof ms !== 'number' || Number.isNaN(ms) || ms > YEAR)
    throw new PermanentNodeError('DELAY_OUT_OF_RANGE', `${name}: milliseconds up to a year are needed.`);
  if (ms < 0) throw new PermanentNodeError('DELAY_NEGATIVE', `${name}: a wait is not negative.`);
  return ms;
}

/**
 * A point in time that an expression gave: a date, an ISO 8601 text, or milliseconds since the epoch.
 *
 * @throws PermanentNodeError `DELAY_OUT_OF_RANGE`
 */
export function toTime(name: string, given: unknown, now: number): number {
  const time = given instanceof Date ? given.getTime() : typeof given === 'string' ? Date.parse(given) : given;
  if (typeof time !== 'number' || Number.isNaN(time) || time > now + YEAR)
    throw new PermanentNodeError('DELAY_OUT_OF_RANGE', `${name}: a time within a year is needed.`);
  return time;
}
