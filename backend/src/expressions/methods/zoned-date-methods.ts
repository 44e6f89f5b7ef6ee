import { dateNamesOf } from '../dates/date-names.js';
import { readDateUnit } from '../dates/date-unit.js';
import { formatDate } from '../dates/format-date.js';
import { differenceOf, endOfUnit, shiftDate, startOfUnit, weekdayOf } from '../dates/shift-date.js';
import { offsetText, TimeZone, toUtc } from '../dates/time-zone.js';
import { nameOfType } from '../values.js';
import { type Call, type Method, plainMethods } from './call.js';

const ISO_PATTERN = "yyyy-MM-dd'T'HH:mm:ss.SSSXXX";
const STEPS = 50;

/**
 * The methods of dates that know time zones. All are made of the runtime's own zones (Intl): a library's parser of
 * patterns is a regular expression put together from what the user wrote, which can be made to take for ever.
 */
export const ZONED_DATE_METHODS: [string, Method<Date>][] = plainMethods<Date>({
  diff: (call) => differenceOf(timeOf(call), otherTime(call), unitOf(call, 1, 'millisecond'), zoneOf(call, 2)),
  endOf: (call) => toDate(endOfUnit(timeOf(call), unitOf(call, 0), zoneOf(call, 1))),
  format: (call) => {
    const names = dateNamesOf(call.optionalText(2) ?? 'en', call.evaluation);
    return formatDate(timeOf(call), call.optionalText(0) ?? ISO_PATTERN, zoneOf(call, 1), names);
  },
  minus: (call) => toDate(shiftDate(timeOf(call), -call.number(0), unitOf(call, 1), zoneOf(call, 2))),
  parts: (call) => {
    const zone = zoneOf(call, 0);
    const wallTime = zone.wallTimeAt(timeOf(call));
    return { ...wallTime, weekday: weekdayOf(wallTime), offset: offsetText(toUtc(wallTime) - timeOf(call)) };
  },
  plus: (call) => toDate(shiftDate(timeOf(call), call.number(0), unitOf(call, 1), zoneOf(call, 2))),
  startOf: (call) => toDate(startOfUnit(timeOf(call), unitOf(call, 0), zoneOf(call, 1))),
});

/** The zone that an argument names; UTC if it is not given. */
export function zoneOf({ args, evaluation }: Call<unknown>, index: number): TimeZone {
  const name = args[index] ?? 'UTC';
  if (typeof name !== 'string')
    throw new TypeError(`A time zone is a text such as "Europe/Berlin", not ${nameOfType(name)}.`);
  evaluation.spend(STEPS);
  return new TimeZone(name, evaluation);
}

/** A date that exists, or an error. */
export function toDate(time: number): Date {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) throw new RangeError('That date is beyond what can be counted.');
  return date;
}

function timeOf({ receiver }: Call<Date>): number {
  const time = receiver.getTime();
  if (Number.isNaN(time)) throw new TypeError('The date is invalid: it was made of something that is none.');
  return time;
}

/** The date, text or number that another date is compared with. */
function otherTime(call: Call<Date>): number {
  const [other] = call.args;
  const time = typeof other === 'string' ? new Date(other).getTime() : call.number(0);
  if (Number.isNaN(time)) throw new TypeError('The other date is invalid: it was made of something that is none.');
  return time;
}

function unitOf(call: Call<Date>, index: number, fallback?: string): ReturnType<typeof readDateUnit> {
  return readDateUnit(call.optionalText(index) ?? fallback ?? '');
}
