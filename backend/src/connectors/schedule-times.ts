import { Cron } from 'croner';

/** When a schedule fires: by the calendar of a time zone, or in even steps from a point in time. */
export type Timing = { cron: string; timezone: string } | { everyMs: number; anchor: Date };

/** What is wrong with a cron expression, or undefined: five fields, or six of which the first is seconds. */
export function cronError(cron: string): string | undefined {
  const fields = cron.trim().split(/\s+/).length;
  if (fields !== 5 && fields !== 6)
    return 'five fields are needed (minute hour day month weekday), or six with seconds';
  try {
    open(cron, 'UTC');
    return undefined;
  } catch (error) {
    const said = error instanceof Error ? error.message.replace(/^CronPattern: /, '') : String(error);
    return said.charAt(0).toLowerCase() + said.slice(1).replace(/\.+$/, '');
  }
}

/** Whether the platform knows a time zone by this name (IANA). */
export function isTimezone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The first `count` times after a point in time; fewer, down to none, if there are no more. */
export function nextFires(timing: Timing, after: Date, count: number): Date[] {
  if ('cron' in timing) return open(timing.cron, timing.timezone).nextRuns(count, after);
  const first = Math.max(1, stepsUntil(timing, after) + 1);
  return Array.from({ length: count }, (_, index) => atStep(timing, first + index));
}

/** The last `count` times up to and including a point in time, oldest first. */
export function lastFires(timing: Timing, until: Date, count: number): Date[] {
  if ('cron' in timing)
    return open(timing.cron, timing.timezone)
      .previousRuns(count, new Date(until.getTime() + 1))
      .reverse();
  const last = stepsUntil(timing, until);
  const length = Math.max(0, Math.min(count, last));
  return Array.from({ length }, (_, index) => atStep(timing, last - length + 1 + index));
}

interface Steps {
  everyMs: number;
  anchor: Date;
}

function stepsUntil({ everyMs, anchor }: Steps, time: Date): number {
  return Math.floor((time.getTime() - anchor.getTime()) / everyMs);
}

function atStep({ everyMs, anchor }: Steps, step: number): Date {
  return new Date(anchor.getTime() + step * everyMs);
}

/**
 * Daylight saving time as Vixie cron has it. A schedule of fixed times (`30 2 * * *`) fires once a day: at the first of two
 * equal local times, and right after a gap that its time falls into. One with a wildcard or a step in seconds, minutes or
 * hours goes on as the clock does: twice through the hour that comes twice, and not at all in the gap.
 */
function open(cron: string, timezone: string): Cron {
  return new Cron(cron.trim(), { timezone, paused: true, mode: '5-or-6-parts', fixedTimeRule: 'no-wildcard' });
}
