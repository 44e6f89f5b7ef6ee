import type { Retention } from '@eventloom/backend/contract';

export type Days = Retention['partitions'][number];

const DAY_MS = 86_400_000;

/** Days are those of UTC, as history is divided by them. */
const format = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' });

/** The days from a time until just before another as people say them. */
export function daysText({ since, until }: Pick<Days, 'since' | 'until'>): string {
  if (since === null) return `Before ${format.format(new Date(until))}`;
  const first = new Date(since);
  const last = new Date(Date.parse(until) - DAY_MS);
  return last > first ? format.formatRange(first, last) : format.format(first);
}

/** The days that have begun, or hold something all the same. Those to come are made ahead and empty. */
export function begunDays(days: readonly Days[], now: number): Days[] {
  return days.filter(({ since, events, runs }) => since === null || Date.parse(since) <= now || events + runs > 0);
}

/** All days together. */
export function sumOf(days: readonly Days[]): Pick<Days, 'events' | 'runs' | 'steps' | 'bytes'> {
  const sum = { events: 0, runs: 0, steps: 0, bytes: 0 };
  for (const { events, runs, steps, bytes } of days) {
    sum.events += events;
    sum.runs += runs;
    sum.steps += steps;
    sum.bytes += bytes;
  }
  return sum;
}
