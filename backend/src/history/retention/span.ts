export const DAY_MS = 86_400_000;

/** So many days are made ahead: clocks may be wrong, and the program may be unable to make any for a while. */
const DAYS_AHEAD = 3;

/** About so many partitions hold what is kept; more of them would cost every statement that looks at all of them. */
const MOST_PARTITIONS = 30;

/** Some time whose rows lie together; milliseconds since the epoch, `since` included, `until` not. */
export interface Span {
  /** Null for all time before. */
  since: number | null;
  until: number;
}

/** The beginning of a day, in UTC. */
export function dayOf(millis: number): number {
  return millis - (millis % DAY_MS);
}

/** Since when everything is kept that is kept for so many days: whole days, so that a day goes at once. */
export function keptSince(days: number, now: number): number {
  return dayOf(now - days * DAY_MS);
}

/** How many days lie together: one, unless so much is kept that there would be too many partitions. */
export function daysTogether(retentionDays: number): number {
  return Math.max(1, Math.floor(retentionDays / MOST_PARTITIONS));
}

/**
 * The spans that are still to be made, so that there are some for today and the days to come.
 *
 * @param until the end of the last one that there is
 */
export function spansToMake(until: number, now: number, days: number): (Span & { since: number })[] {
  const enough = dayOf(now) + (1 + DAYS_AHEAD) * DAY_MS;
  const spans = [];
  for (let since = until; since < enough; since += days * DAY_MS) spans.push({ since, until: since + days * DAY_MS });
  return spans;
}
