import { describe, expect, it } from 'vitest';
import { begunDays, daysText, sumOf, type Days } from './kept-days';

const day = (text: string) => `2026-11-${text}T00:00:00.000Z`;
const days = (since: string | null, until: string, events = 0): Days => ({
  since: since === null ? null : day(since),
  until: day(until),
  events,
  runs: events * 2,
  steps: events * 3,
  bytes: 100,
});

describe(daysText.name, () => {
  it('names one day, several, and all before', () => {
    expect(daysText(days('24', '25'))).toMatch(/^(?=.*24)(?!.*25)/);
    expect(daysText(days('20', '25'))).toMatch(/20.*24/);
    expect(daysText(days(null, '20'))).toMatch(/^Before .*20/);
  });
});

describe(begunDays.name, () => {
  it('leaves out days to come, unless something is in them', () => {
    const all = [days('27', '28'), days('26', '27', 1), days('25', '26'), days(null, '25')];
    expect(begunDays(all, Date.parse(day('25')))).toEqual(all.slice(1));
  });
});

describe(sumOf.name, () => {
  it('adds everything up', () => {
    expect(sumOf([days('25', '26', 1), days('24', '25', 2)])).toEqual({ events: 3, runs: 6, steps: 9, bytes: 200 });
    expect(sumOf([])).toEqual({ events: 0, runs: 0, steps: 0, bytes: 0 });
  });
});
