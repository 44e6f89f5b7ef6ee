import type { DateNames } from './date-names.js';
import { type DateField, readDatePattern } from './date-pattern.js';
import { daysInMonth } from './shift-date.js';
import { type TimeZone, toUtc, type WallTime } from './time-zone.js';

/** What has been read of a date; `half` is 0 for the morning, 1 for the afternoon. */
type Found = Partial<WallTime> & { half?: number; offset?: number };

const MAX_TEXT = 200;
const ISO =
  /^(\d{4})-(\d\d)(?:-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?)?\s?(Z|z|[+-]\d\d(?::?\d\d)?)?$/;

/** Reads a date in ISO 8601. Where the text names no offset, it is the time in the zone. */
export function parseIsoDate(text: string, zone: TimeZone): number {
  const found = text.length <= MAX_TEXT ? ISO.exec(text.trim()) : null;
  if (!found) throw unreadable(text, 'a date such as 2026-03-01 or 2026-03-01T10:20:30+01:00');
  const [, year, month, day = '1', hour = '0', minute = '0', second = '0', fraction = '0', offset] = found;
  return toTime(
    {
      ...{ year: Number(year), month: Number(month), day: Number(day) },
      ...{ hour: Number(hour), minute: Number(minute), second: Number(second) },
      millisecond: Math.floor(Number(`0.${fraction}`) * 1000),
      offset: offset === undefined ? undefined : readOffset(offset),
    },
    text,
    zone,
  );
}

/** Reads a date by a pattern, from left to right without going back: no pattern makes it slow. */
export function parseDateBy(pattern: string, text: string, zone: TimeZone, names: DateNames): number {
  if (text.length > MAX_TEXT) throw unreadable(text, pattern);
  const found: Found = {};
  let rest = text;
  for (const part of readDatePattern(pattern)) {
    const length = part.field
      ? READERS[part.field](rest, found, names)
      : rest.startsWith(part.text) && part.text.length;
    if (!length) throw unreadable(text, pattern);
    rest = rest.slice(length);
  }
  if (rest !== '') throw unreadable(text, pattern);
  return toTime(found, text, zone);
}

/** Reads its field at the start of a text; gives the number of characters, 0 for none. */
type Reader = (text: string, found: Found, names: DateNames) => number;

const READERS: Record<DateField, Reader> = {
  yyyy: digits(4, 4, 'year'),
  yy: (text, found) => {
    const length = digits(2, 2, 'year')(text, found);
    if (length) found.year = (found.year ?? 0) + 2000;
    return length;
  },
  MMMM: (text, found, { months }) => name(text, months, (index) => (found.month = index + 1)),
  MMM: (text, found, { shortMonths }) => name(text, shortMonths, (index) => (found.month = index + 1)),
  MM: digits(2, 2, 'month'),
  M: digits(1, 2, 'month'),
  dd: digits(2, 2, 'day'),
  d: digits(1, 2, 'day'),
  EEEE: (text, _, { days }) => name(text, days),
  EEE: (text, _, { shortDays }) => name(text, shortDays),
  HH: digits(2, 2, 'hour'),
  H: digits(1, 2, 'hour'),
  hh: digits(2, 2, 'hour'),
  h: digits(1, 2, 'hour'),
  mm: digits(2, 2, 'minute'),
  m: digits(1, 2, 'minute'),
  ss: digits(2, 2, 'second'),
  s: digits(1, 2, 'second'),
  SSS: digits(3, 3, 'millisecond'),
  a: (text, found, { am, pm }) => name(text, [am, pm], (index) => (found.half = index)),
  XXX: offset,
  xxx: offset,
};

function digits(least: number, most: number, field: keyof WallTime): (text: string, found: Found) => number {
  const pattern = new RegExp(`^\\d{${least},${most}}`);
  return (text, found) => {
    const digitsFound = pattern.exec(text)?.[0];
    if (digitsFound === undefined) return 0;
    found[field] = Number(digitsFound);
    return digitsFound.length;
  };
}

function name(text: string, names: readonly string[], take?: (index: number) => void): number {
  const lower = text.toLowerCase();
  const index = names.findIndex((each) => each !== '' && lower.startsWith(each.toLowerCase()));
  if (index < 0) return 0;
  take?.(index);
  return names[index]?.length ?? 0;
}

function offset(text: string, found: Found): number {
  const read = /^(?:Z|[+-]\d\d(?::?\d\d)?)/i.exec(text)?.[0];
  if (read === undefined) return 0;
  found.offset = readOffset(read);
  return read.length;
}

function readOffset(text: string): number {
  if (text === 'Z' || text === 'z') return 0;
  const [hours, minutes] = [Number(text.slice(1, 3)), Number(text.slice(-2))];
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + (text.length > 3 ? minutes : 0)) * 60_000;
}

function toTime({ half, offset: given, ...found }: Found, text: string, zone: TimeZone): number {
  const { year = 1970, month = 1, day = 1, hour: read = 0, minute = 0, second = 0, millisecond = 0 } = found;
  const hour = half === undefined ? read : (read % 12) + 12 * half;
  const wallTime = { year, month, day, hour, minute, second, millisecond };
  if (!exists(wallTime) || (half !== undefined && read > 12)) throw unreadable(text, 'a day and a time that exist');
  return given === undefined ? zone.timeAt(wallTime) : toUtc(wallTime) - given;
}

function exists({ year, month, day, hour, minute, second }: WallTime): boolean {
  const isDay = month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  return isDay && hour < 24 && minute < 60 && second < 60;
}

function unreadable(text: string, expected: string): TypeError {
  return new TypeError(`"${text.slice(0, 60)}" cannot be read as ${expected}.`);
}
