import { lastFires, nextFires, type Timing } from '../../connectors/schedule-times.js';
import type { CatchUp } from '../../contract/index.js';
import type { Schedule } from './schedule.entity.js';

/** Of the times that were missed, so many are made up for at most. */
const MAX_CAUGHT_UP = 100;

/** So many times are fired for at once; the others follow in the next round. */
const MAX_AT_ONCE = 100;

/** What has come due of a schedule. */
export interface DueTimes {
  /** The times to fire for, oldest first. */
  fires: Date[];
  /** When it is due again; null if never. */
  next: Date | null;
}

/**
 * The times that a schedule is to fire for now, however late: of a moment when nobody looked for a while, none is lost.
 * Only times at which nobody was there at all were missed; what is done about them is the schedule's own choice.
 *
 * @param missedUntil the end of a stop of the whole installation, if there was one just now
 */
export function dueTimes(schedule: Schedule, now: Date, missedUntil: Date | undefined): DueTimes {
  const { nextDueAt, catchUp } = schedule;
  if (nextDueAt === null || nextDueAt > now) return { fires: [], next: nextDueAt };
  const timing = timingOf(schedule);
  const wasMissed = missedUntil !== undefined && nextDueAt <= missedUntil;
  const missed = wasMissed ? caughtUp(timing, nextDueAt, missedUntil, catchUp) : [];
  const handledUntil = wasMissed ? missedUntil : new Date(nextDueAt.getTime() - 1);
  const following = nextFires(timing, handledUntil, MAX_AT_ONCE + 1);
  const due = following.filter((time) => time <= now).slice(0, MAX_AT_ONCE);
  return { fires: [...missed, ...due], next: following[due.length] ?? null };
}

function caughtUp(timing: Timing, since: Date, until: Date, catchUp: CatchUp): Date[] {
  if (catchUp === 'skip') return [];
  const count = catchUp === 'last' ? 1 : MAX_CAUGHT_UP;
  return lastFires(timing, until, count).filter((time) => time >= since);
}

export function timingOf({ cron, everyMs, timezone, anchor }: ScheduleTiming): Timing {
  if (cron !== null) return { cron, timezone };
  if (everyMs !== null) return { everyMs, anchor };
  throw new Error('a schedule has neither a cron expression nor an interval');
}

type ScheduleTiming = Pick<Schedule, 'cron' | 'everyMs' | 'timezone' | 'anchor'>;

/** When a schedule that begins, or goes on, is due first; null if never. */
export function firstDue(schedule: ScheduleTiming, now: Date): Date | null {
  return nextFires(timingOf(schedule), now, 1)[0] ?? null;
}
