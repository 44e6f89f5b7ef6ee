import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cronError, isTimezone, lastFires, nextFires } from './schedule-times.js';

function after(cron: string, timezone: string, from: string, count: number): string[] {
  return nextFires({ cron, timezone }, new Date(from), count).map((time) =>
    time.toISOString().replace(':00.000Z', 'Z'),
  );
}

describe(nextFires.name, () => {
  it('takes five fields, or six with seconds', () => {
    expect(after('*/20 * * * *', 'UTC', '2026-01-01T00:00:00Z', 3)).toEqual([
      '2026-01-01T00:20Z',
      '2026-01-01T00:40Z',
      '2026-01-01T01:00Z',
    ]);
    const times = nextFires({ cron: '*/30 * * * * *', timezone: 'UTC' }, new Date('2026-01-01T00:00:00.001Z'), 2);
    expect(times.map((time) => time.toISOString())).toEqual(['2026-01-01T00:00:30.000Z', '2026-01-01T00:01:00.000Z']);
  });

  it('goes by the clock of the zone, summer and winter', () => {
    expect(after('0 9 * * *', 'Europe/Berlin', '2026-01-10T12:00:00Z', 1)).toEqual(['2026-01-11T08:00Z']);
    expect(after('0 9 * * *', 'Europe/Berlin', '2026-07-10T12:00:00Z', 1)).toEqual(['2026-07-11T07:00Z']);
    expect(after('0 9 * * *', 'Asia/Kolkata', '2026-07-10T12:00:00Z', 1)).toEqual(['2026-07-11T03:30Z']);
  });

  it.each<[string, string, string, string[]]>([
    ['30 2 * * *', 'Europe/Berlin', '2026-03-28T12:00:00Z', ['2026-03-29T01:00Z', '2026-03-30T00:30Z']],
    ['30 2 * * *', 'America/New_York', '2026-03-07T12:00:00Z', ['2026-03-08T07:00Z', '2026-03-09T06:30Z']],
    ['30 2,14 * * *', 'Europe/Berlin', '2026-03-28T14:00:00Z', ['2026-03-29T01:00Z', '2026-03-29T12:30Z']],
  ])('fires for a time that is left out in spring (%s %s) right after the gap', (cron, timezone, from, expected) => {
    expect(after(cron, timezone, from, 2)).toEqual(expected);
  });

  it.each<[string, string, string, string[]]>([
    ['30 2 * * *', 'Europe/Berlin', '2026-10-24T12:00:00Z', ['2026-10-25T00:30Z', '2026-10-26T01:30Z']],
    ['30 1 * * *', 'America/New_York', '2026-10-31T12:00:00Z', ['2026-11-01T05:30Z', '2026-11-02T06:30Z']],
  ])('fires once for a time that comes twice in autumn (%s %s), at the first', (cron, timezone, from, expected) => {
    expect(after(cron, timezone, from, 2)).toEqual(expected);
  });

  it('goes on in even steps through both changes where minutes or hours are left open', () => {
    const steps = (from: string) => after('*/30 * * * *', 'Europe/Berlin', from, 6).map((time) => Date.parse(time));
    for (const from of ['2026-03-29T00:00:00Z', '2026-10-24T23:30:00Z'])
      expect(
        steps(from).map((time, index, all) => (index === 0 ? 30 : (time - (all[index - 1] ?? 0)) / 60_000)),
      ).toEqual(Array.from({ length: 6 }, () => 30));
  });

  it('finds leap days, and nothing for a day that never comes', () => {
    expect(after('0 0 29 2 *', 'UTC', '2026-01-01T00:00:00Z', 2)).toEqual(['2028-02-29T00:00Z', '2032-02-29T00:00Z']);
    expect(after('0 0 30 2 *', 'UTC', '2026-01-01T00:00:00Z', 2)).toEqual([]);
  });

  it('counts even steps from their anchor', () => {
    const anchor = new Date('2026-01-01T00:00:00.250Z');
    const times = (from: string) =>
      nextFires({ everyMs: 1500, anchor }, new Date(from), 2).map((time) => time.toISOString().slice(17, 23));
    expect(times('2026-01-01T00:00:00.250Z')).toEqual(['01.750', '03.250']);
    expect(times('2026-01-01T00:00:01.749Z')).toEqual(['01.750', '03.250']);
    expect(times('2026-01-01T00:00:01.750Z')).toEqual(['03.250', '04.750']);
    expect(times('2025-01-01T00:00:00.000Z')).toEqual(['01.750', '03.250']);
  });
});

describe(lastFires.name, () => {
  it('finds the same times backwards as forwards, across every change of the clock', () => {
    const cron = fc.constantFrom(
      '* * * * * *',
      '*/30 * * * *',
      '30 2 * * *',
      '30 2,14 * * *',
      '0 1-3 * * *',
      '0 0 L * *',
    );
    const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe');
    const month = fc.constantFrom('2026-03-28', '2026-03-07', '2026-04-04', '2026-10-24', '2026-10-31', '2026-07-01');
    fc.assert(
      fc.property(
        cron,
        zone,
        month,
        fc.nat(86_400),
        fc.integer({ min: 1, max: 60 }),
        (pattern, timezone, day, s, n) => {
          const timing = { cron: pattern, timezone };
          const from = new Date(Date.parse(`${day}T12:00:00Z`) + s * 1000);
          const forwards = nextFires(timing, from, n);
          const until = forwards.at(-1) ?? from;
          expect(lastFires(timing, until, n)).toEqual(forwards);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('finds no more steps than there were since their anchor', () => {
    const anchor = new Date('2026-01-01T00:00:00Z');
    const times = (until: string, count: number) =>
      lastFires({ everyMs: 1000, anchor }, new Date(until), count).map((time) => time.getUTCSeconds());
    expect(times('2026-01-01T00:00:03.500Z', 2)).toEqual([2, 3]);
    expect(times('2026-01-01T00:00:03.000Z', 100)).toEqual([1, 2, 3]);
    expect(times('2025-12-31T00:00:00Z', 100)).toEqual([]);
  });
});

describe(cronError.name, () => {
  it.each(['* * * * *', '*/5 * * * *', ' 0 9 * * MON-FRI ', '0 0 L * *', '0 0 9 * * *', '0 12 * * 5#2', '0 0 30 2 *'])(
    'finds nothing wrong with %j',
    (cron) => expect(cronError(cron)).toBeUndefined(),
  );

  it.each<[string, string]>([
    ['61 * * * *', 'invalid value for minute: 61'],
    ['* * * *', 'five fields'],
    ['* * * * * * *', 'five fields'],
    ['', 'five fields'],
    ['@daily', 'five fields'],
    ['2030-01-01T00:00:00', 'five fields'],
    ['a b c d e', 'illegal characters'],
    ['5/5 * * * *', 'stepping'],
    ['* 25 * * *', '25'],
  ])('says what is wrong with %j', (cron, said) => expect(cronError(cron)).toContain(said));
});

describe(isTimezone.name, () => {
  it('knows the names of the IANA', () => {
    expect(['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata'].every(isTimezone)).toBe(true);
    expect(['', 'Europe/Atlantis', '+02:00', 'CEST x', '../x'].some(isTimezone)).toBe(false);
  });
});
