import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileTemplate } from '../compile-template.js';
import { Evaluation } from '../evaluation.js';
import type { Scope } from '../scope.js';
import { TimeZone } from './time-zone.js';

const scope = { now: new Date('2026-03-01T10:20:30.456Z'), trigger: { at: '2026-03-01T10:20:30Z' } } as Scope;

function evaluate(expression: string): unknown {
  const value = compileTemplate(`{{ ${expression} }}`).evaluate(scope);
  return value instanceof Date ? value.toISOString() : value;
}

describe(TimeZone.name, () => {
  const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Pacific/Apia'];

  it('finds the moment of every wall time that it tells, the first of two', () => {
    const times = fc.integer({ min: Date.UTC(1972, 0, 1), max: Date.UTC(2037, 0, 1) });
    fc.assert(
      fc.property(times, fc.constantFrom(...zones), (time, name) => {
        const zone = new TimeZone(name, new Evaluation(scope));
        const found = zone.timeAt(zone.wallTimeAt(time));
        expect(zone.wallTimeAt(found)).toEqual(zone.wallTimeAt(time));
        expect(found).toBeLessThanOrEqual(time);
      }),
      { numRuns: 500 },
    );
  });

  it('takes the first of two times, and goes over one that never comes', () => {
    const at = (name: string, wallTime: object): string => {
      const midnight = { year: 2026, month: 1, day: 1, hour: 0, minute: 0, second: 0, millisecond: 0 };
      return new Date(new TimeZone(name, new Evaluation(scope)).timeAt({ ...midnight, ...wallTime })).toISOString();
    };
    expect(at('Europe/Berlin', { month: 10, day: 25, hour: 2, minute: 30 })).toBe('2026-10-25T00:30:00.000Z');
    expect(at('America/New_York', { month: 11, day: 1, hour: 1, minute: 30 })).toBe('2026-11-01T05:30:00.000Z');
    expect(at('Europe/Berlin', { month: 3, day: 29, hour: 2, minute: 30 })).toBe('2026-03-29T01:30:00.000Z');
    expect(at('Asia/Kolkata', { hour: 5, minute: 30 })).toBe('2026-01-01T00:00:00.000Z');
  });
});

describe('dates with time zones', () => {
  it.each([
    // The clocks are set on 29 March and on 25 October: a day there has 23 or 25 hours.
    ['parseDate("2026-03-28T12:00", "Europe/Berlin").plus(1, "day", "Europe/Berlin")', '2026-03-29T10:00:00.000Z'],
    ['parseDate("2026-03-28T12:00", "Europe/Berlin").plus(24, "hours")', '2026-03-29T11:00:00.000Z'],
    ['parseDate("2026-10-26", "Europe/Berlin").minus(1, "days", "Europe/Berlin")', '2026-10-24T22:00:00.000Z'],
    ['Date("2026-10-25T12:00:00Z").startOf("day", "Europe/Berlin")', '2026-10-24T22:00:00.000Z'],
    ['Date("2026-10-25T12:00:00Z").endOf("day", "Europe/Berlin")', '2026-10-25T22:59:59.999Z'],
    ['parseDate("2026-10-26", "Europe/Berlin").diff("2026-10-24T22:00:00Z", "day", "Europe/Berlin")', 1],
    ['parseDate("2026-10-26", "Europe/Berlin").diff("2026-10-24T22:00:00Z", "hours")', 25],
    // Midnight does not exist where the clocks are set at midnight.
    ['parseDate("2026-09-06", "America/Santiago").format("yyyy-MM-dd HH:mm", "America/Santiago")', '2026-09-06 01:00'],
    ['Date("2024-02-29T12:00:00Z").plus(1, "year")', '2025-02-28T12:00:00.000Z'],
    ['Date("2026-03-31T00:00:00Z").minus(1, "month")', '2026-02-28T00:00:00.000Z'],
    ['Date("2026-01-31T00:00:00Z").plus(-14, "months")', '2024-11-30T00:00:00.000Z'],
    ['Date("2026-01-31T00:00:00Z").plus(2, "quarters")', '2026-07-31T00:00:00.000Z'],
    ['Date("2026-01-31T00:00:00Z").plus(1.5, "hours")', '2026-01-31T01:30:00.000Z'],
    ['now.startOf("week")', '2026-02-23T00:00:00.000Z'],
    ['now.startOf("quarter")', '2026-01-01T00:00:00.000Z'],
    ['now.startOf("year", "Pacific/Auckland")', '2025-12-31T11:00:00.000Z'],
    ['now.startOf("hour", "Asia/Kolkata")', '2026-03-01T09:30:00.000Z'],
    ['now.startOf("second")', '2026-03-01T10:20:30.000Z'],
    ['now.endOf("month", "Asia/Tokyo")', '2026-03-31T14:59:59.999Z'],
    ['now.diff("2025-12-01T10:20:30.456Z", "months")', 3],
    ['now.diff("2025-12-02T10:20:30.456Z", "months")', 2],
    ['Date("2025-12-02").diff(now, "months")', -2],
    ['now.diff(now, "years")', 0],
    ['now.diff(Date("2027-03-02"), "years")', -1],
    ['now.diff("2026-02-22T10:20:30.456Z", "weeks")', 1],
    ['now.diff(now.minus(90, "seconds"), "minutes")', 1.5],
    ['now.format()', '2026-03-01T10:20:30.456Z'],
    ['now.format(undefined, "America/New_York")', '2026-03-01T05:20:30.456-05:00'],
    ['now.format("d.M.yy h:mm a", "Asia/Kolkata")', '1.3.26 3:50 PM'],
    ['now.format("EEE, d. MMMM yyyy \'um\' H \'o\'\'clock\'", "UTC", "de")', "So, 1. März 2026 um 10 o'clock"],
    [
      'now.parts("Asia/Tokyo")',
      {
        year: 2026,
        month: 3,
        day: 1,
        hour: 19,
        minute: 20,
        second: 30,
        millisecond: 456,
        weekday: 7,
        offset: '+09:00',
      },
    ],
    ['parseDate("2026-03-01")', '2026-03-01T00:00:00.000Z'],
    ['parseDate("2026-03")', '2026-03-01T00:00:00.000Z'],
    ['parseDate("2026-03-01 10:20:30.5+0530")', '2026-03-01T04:50:30.500Z'],
    ['parseDate("2026-03-01T10:20Z", "Asia/Tokyo")', '2026-03-01T10:20:00.000Z'],
    ['parseDate(trigger.at).getTime() === parseDate(Date(trigger.at)).getTime()', true],
    ['parseDate(86400000)', '1970-01-02T00:00:00.000Z'],
    ['parseDate("Sun 1 Mar 26, 3:05 pm -05:00", "UTC", "EEE d MMM yy, h:mm a xxx")', '2026-03-01T20:05:00.000Z'],
    ['parseDate("12/31/2026 12:01 AM", "America/New_York", "MM/dd/yyyy hh:mm a")', '2026-12-31T05:01:00.000Z'],
    ['parseDate("3 juillet 2026", "Europe/Paris", "d MMMM yyyy", "fr")', '2026-07-02T22:00:00.000Z'],
    ['["2026-03-01", "2026-03-02"].map(parseDate).map((day) => day.format("EEE"))', ['Sun', 'Mon']],
  ])('%s', (expression, expected) => {
    expect(evaluate(expression)).toEqual(expected);
  });

  it.each([
    ['now.format("yyyy", "Europe/Atlantis")', 'There is no time zone "Europe/Atlantis"'],
    ['now.format("YYYY-MM-DD")', 'has "YYYY"; there are yyyy'],
    ['now.format("yyyy \'open")', 'a quote that is not closed'],
    ['now.format("yyyy", "UTC", "no_locale")', 'Incorrect locale'],
    ['now.plus(1, "fortnight")', '"fortnight" is no unit of time'],
    ['now.plus(1)', '"" is no unit of time'],
    ['now.plus(0.5, "days")', 'Only a whole number of days'],
    ['now.plus("x", "hours")', 'beyond what can be counted'],
    ['now.plus(1e9, "years")', 'beyond what can be counted'],
    ['Date("soon").startOf("day")', 'The date is invalid'],
    ['now.diff("soon")', 'The other date is invalid'],
    ['now.startOf("day", 5)', 'not a number'],
    ['parseDate("tomorrow")', '"tomorrow" cannot be read as a date such as'],
    ['parseDate("2026-02-30")', 'a day and a time that exist'],
    ['parseDate("2026-01-01T24:30")', 'a day and a time that exist'],
    ['parseDate("13:00 AM", "UTC", "HH:mm a")', 'a day and a time that exist'],
    ['parseDate("1.2.2026", "UTC", "dd.MM.yyyy")', '"1.2.2026" cannot be read as dd.MM.yyyy'],
    ['parseDate("01.02.2026 x", "UTC", "dd.MM.yyyy")', 'cannot be read'],
    ['parseDate(null)', 'null cannot be read as a date'],
  ])('says what is wrong with %s', (expression, message) => {
    expect(() => evaluate(expression)).toThrow(message);
  });
});
