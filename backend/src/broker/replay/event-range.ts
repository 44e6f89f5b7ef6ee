import { CLOCK_SKEW_MS, oldestIdAt } from '../../platform/ids.js';
import { patternsToRegex } from '../topic-pattern.js';

/** Events of topics that were accepted in `[from, until)`, by the database's clock; ISO 8601. */
export interface EventRange {
  patterns: string[];
  /** Null for the beginning. */
  from: string | null;
  until: string;
}

/** The parameters of the statements that look at events of a range: times, topics, and ids between which they are. */
export function rangeColumns({ patterns, from, until }: EventRange): (string | null)[] {
  const firstId = from === null ? oldestIdAt(0) : oldestIdAt(Date.parse(from) - CLOCK_SKEW_MS);
  return [
    from ?? '-infinity',
    until,
    patternsToRegex(patterns),
    firstId,
    oldestIdAt(Date.parse(until) + CLOCK_SKEW_MS),
  ];
}

/** A time that somebody asks for, as one that every database can hold. */
export function toTime(asked: string): string {
  return new Date(Math.max(0, Date.parse(asked))).toISOString();
}

/** The earlier one of two times. */
export function earlier(left: string, right: string): string {
  return Date.parse(left) < Date.parse(right) ? left : right;
}

/** A time so many milliseconds after another one. */
export function after(time: string, millis: number): string {
  return new Date(Date.parse(time) + millis).toISOString();
}
