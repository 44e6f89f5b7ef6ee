import { describe, expect, it } from 'vitest';
import { DAY_MS, dayOf, daysTogether, keptSince, spansToMake } from './span.js';

const noon = Date.UTC(2026, 0, 31, 12);
const today = Date.UTC(2026, 0, 31);

describe(keptSince.name, () => {
  it('keeps whole days, and at least as long as it should', () => {
    expect(keptSince(30, noon)).toBe(Date.UTC(2026, 0, 1));
    expect(keptSince(30, dayOf(noon))).toBe(Date.UTC(2026, 0, 1));
  });
});

describe(daysTogether.name, () => {
  it('is one day, and more only for a long time', () => {
    expect([1, 30, 59, 60, 365, 3650].map(daysTogether)).toEqual([1, 1, 1, 2, 12, 121]);
  });
});

describe(spansToMake.name, () => {
  it('follows the last one without a gap, to three days from now', () => {
    const spans = spansToMake(today - DAY_MS, noon, 1);
    expect(spans.map(({ since }) => since)).toEqual([-1, 0, 1, 2, 3].map((day) => today + day * DAY_MS));
    expect(spans.every(({ since, until }) => until - since === DAY_MS)).toBe(true);
  });

  it('makes nothing while there is enough', () => {
    expect(spansToMake(today + 4 * DAY_MS, noon, 1)).toEqual([]);
    expect(spansToMake(today + 30 * DAY_MS, noon, 1)).toEqual([]);
  });

  it('makes the days up that nobody made', () => {
    expect(spansToMake(today - 10 * DAY_MS, noon, 1)).toHaveLength(14);
  });

  it('puts days together', () => {
    expect(spansToMake(today, noon, 12)).toEqual([{ since: today, until: today + 12 * DAY_MS }]);
  });
});
