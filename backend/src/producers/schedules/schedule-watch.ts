/** What is seen of the schedules; milliseconds, by the database's clock. */
export interface Look {
  /** Until the next one is due, negative if it is late; null if none ever is. */
  dueIn: number | null;
  /** Since any process looked; null if none did, or all that did have left. */
  seenAgo: number | null;
  now: Date;
}

/** Everybody looks once in this time at least; milliseconds. */
const LONGEST_REST = 1000;

/** Between two looks, also if another process is still at what is due. */
const SHORTEST_REST = 20;

/** A process that starts takes those that looked no later than this for alive. */
const ALIVE_MS = 2500;

/** A process that runs was only slow, or the database was, if it looked no longer ago than this. */
const SLOW_MS = 15_000;

/**
 * The end of a stop, if nobody looked at the schedules for a while: what was due by then was missed. What is merely late,
 * because a process died among others or the database was slow, was not.
 *
 * @param before what this process saw the last time that it dealt with it; undefined if it has just started
 */
export function stoppedUntil({ seenAgo, now }: Look, before: Look | undefined): Date | undefined {
  const limit = before ? SLOW_MS : ALIVE_MS;
  const isAlone = seenAgo === null || seenAgo > limit;
  const wasAway = before === undefined || now.getTime() - before.now.getTime() > limit;
  return isAlone && wasAway ? now : undefined;
}

/** How long to rest until the next look. A timer may be early by a millisecond, so one is added. */
export function nextRest(dueIn: number | null): number {
  const rest = dueIn === null ? LONGEST_REST : Math.ceil(dueIn) + 1;
  return Math.min(LONGEST_REST, Math.max(SHORTEST_REST, rest));
}
