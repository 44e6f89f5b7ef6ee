import type { DateNames } from './date-names.js';
import { type DateField, readDatePattern } from './date-pattern.js';
import { weekdayOf } from './shift-date.js';
import { offsetText, type TimeZone, toUtc, type WallTime } from './time-zone.js';

interface Moment extends WallTime {
  offset: number;
}

/** Writes a date by a pattern, as a clock in the zone shows it. */
export function formatDate(time: number, pattern: string, zone: TimeZone, names: DateNames): string {
  const wallTime = zone.wallTimeAt(time);
  const moment = { ...wallTime, offset: toUtc(wallTime) - time };
  return readDatePattern(pattern)
    .map(({ field, text }) => (field ? WRITERS[field](moment, names) : text))
    .join('');
}

const two = (value: number): string => String(value).padStart(2, '0');
const twelve = (hour: number): number => hour % 12 || 12;

const WRITERS: Record<DateField, (moment: Moment, names: DateNames) => string> = {
  yyyy: ({ year }) => String(year).padStart(4, '0'),
  yy: ({ year }) => two(year % 100),
  MMMM: ({ month }, { months }) => months[month - 1] ?? '',
  MMM: ({ month }, { shortMonths }) => shortMonths[month - 1] ?? '',
  MM: ({ month }) => two(month),
  M: ({ month }) => String(month),
  dd: ({ day }) => two(day),
  d: ({ day }) => String(day),
  EEEE: (moment, { days }) => days[weekdayOf(moment) - 1] ?? '',
  EEE: (moment, { shortDays }) => shortDays[weekdayOf(moment) - 1] ?? '',
  HH: ({ hour }) => two(hour),
  H: ({ hour }) => String(hour),
  hh: ({ hour }) => two(twelve(hour)),
  h: ({ hour }) => String(twelve(hour)),
  mm: ({ minute }) => two(minute),
  m: ({ minute }) => String(minute),
  ss: ({ second }) => two(second),
  s: ({ second }) => String(second),
  SSS: ({ millisecond }) => String(millisecond).padStart(3, '0'),
  a: ({ hour }, { am, pm }) => (hour < 12 ? am : pm),
  XXX: ({ offset }) => (offset === 0 ? 'Z' : offsetText(offset)),
  xxx: ({ offset }) => offsetText(offset),
};
