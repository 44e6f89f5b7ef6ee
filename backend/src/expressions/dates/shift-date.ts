import { type DateUnit, LENGTH_OF, MONTHS_OF } from './date-unit.js';
import { fromUtc, type TimeZone, toUtc, type WallTime } from './time-zone.js';

const DAY = 86_400_000;
const MIDNIGHT = { hour: 0, minute: 0, second: 0, millisecond: 0 };

/**
 * Moves a date by an amount. Hours and less are of fixed length; from days on it is the calendar of the zone that
 * counts, so that noon stays noon when the clocks are set. A day that a month does not have is its last.
 */
export function shiftDate(time: number, amount: number, unit: DateUnit, zone: TimeZone): number {
  const length = LENGTH_OF[unit];
  if (length !== undefined) return time + amount * length;
  if (!Number.isInteger(amount)) throw new TypeError(`Only a whole number of ${unit}s can be added, not ${amount}.`);
  const wallTime = zone.wallTimeAt(time);
  const months = MONTHS_OF[unit];
  if (months !== undefined) return zone.timeAt(addMonths(wallTime, amount * months));
  return zone.timeAt(addDays(wallTime, unit === 'week' ? amount * 7 : amount));
}

/** The first moment of the unit that a date is in. Weeks begin on Monday. */
export function startOfUnit(time: number, unit: DateUnit, zone: TimeZone): number {
  const now = zone.wallTimeAt(time);
  switch (unit) {
    case 'millisecond':
      return time;
    case 'second':
    case 'minute':
    case 'hour':
      return startOfClockUnit(time, unit, zone);
    case 'day':
      return zone.timeAt({ ...now, ...MIDNIGHT });
    case 'week':
      return zone.timeAt(addDays({ ...now, ...MIDNIGHT }, 1 - weekdayOf(now)));
    case 'month':
      return zone.timeAt({ ...now, ...MIDNIGHT, day: 1 });
    case 'quarter':
      return zone.timeAt({ ...now, ...MIDNIGHT, day: 1, month: now.month - ((now.month - 1) % 3) });
    case 'year':
      return zone.timeAt({ ...now, ...MIDNIGHT, day: 1, month: 1 });
  }
}

/** The last millisecond of the unit that a date is in. */
export function endOfUnit(time: number, unit: DateUnit, zone: TimeZone): number {
  return startOfUnit(shiftDate(startOfUnit(time, unit, zone), 1, unit, zone), unit, zone) - 1;
}

/**
 * How much later a date is than another one. Days and weeks are those of the calendar of the zone; of months, quarters
 * and years only whole ones count.
 */
export function differenceOf(time: number, other: number, unit: DateUnit, zone: TimeZone): number {
  const length = LENGTH_OF[unit];
  if (length !== undefined) return (time - other) / length;
  const months = MONTHS_OF[unit];
  const [here, there] = [zone.wallTimeAt(time), zone.wallTimeAt(other)];
  if (months !== undefined) return Math.trunc(wholeMonths(here, there) / months) + 0;
  return (toUtc(here) - toUtc(there)) / (unit === 'week' ? 7 * DAY : DAY);
}

/** From 1 for Monday to 7 for Sunday. */
export function weekdayOf(wallTime: WallTime): number {
  return new Date(toUtc(wallTime)).getUTCDay() || 7;
}

export function daysInMonth(year: number, month: number): number {
  return fromUtc(toUtc({ year, month: month + 1, day: 0, ...MIDNIGHT })).day;
}

/** Offsets are whole minutes of an hour in some zones: the clock there begins its hour when ours is at half past. */
function startOfClockUnit(time: number, unit: 'second' | 'minute' | 'hour', zone: TimeZone): number {
  const length = LENGTH_OF[unit] ?? 1;
  const offset = zone.offsetAt(time);
  return Math.floor((time + offset) / length) * length - offset;
}

function addDays(wallTime: WallTime, days: number): WallTime {
  return fromUtc(toUtc(wallTime) + days * DAY);
}

function addMonths(wallTime: WallTime, months: number): WallTime {
  const count = wallTime.year * 12 + wallTime.month - 1 + months;
  const year = Math.floor(count / 12);
  const month = count - year * 12 + 1;
  return { ...wallTime, year, month, day: Math.min(wallTime.day, daysInMonth(year, month)) };
}

function wholeMonths(here: WallTime, there: WallTime): number {
  const months = (here.year - there.year) * 12 + here.month - there.month;
  const rest = toUtc(here) - toUtc(addMonths(there, months));
  if (months > 0 && rest < 0) return months - 1;
  return months < 0 && rest > 0 ? months + 1 : months;
}
