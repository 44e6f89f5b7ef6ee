import { describe, expect, it } from 'vitest';
import { formatBytes, formatCount, formatDuration, formatRelative } from './format';

describe(formatDuration.name, () => {
  it.each([
    [-3, '0 ms'],
    [0.4, '0 ms'],
    [87, '87 ms'],
    [1200, '1.2 s'],
    [9_949, '9.9 s'],
    [9_960, '10 s'],
    [59_600, '1 m'],
    [200_000, '3 m 20 s'],
    [7_500_000, '2 h 5 m'],
    [273_600_000, '3 d 4 h'],
  ])('says %d ms as %s', (ms, text) => expect(formatDuration(ms)).toBe(text));
});

describe(formatRelative.name, () => {
  const now = Date.parse('2026-11-24T12:00:00.000Z');
  it.each([
    ['2026-11-24T11:59:58.000Z', 'just now'],
    ['2026-11-24T11:59:48.000Z', '12 s ago'],
    ['2026-11-24T11:56:40.000Z', '3 min ago'],
    ['2026-11-24T07:00:00.000Z', '5 h ago'],
    ['2026-11-23T11:00:00.000Z', '1 day ago'],
    ['2026-11-19T11:00:00.000Z', '5 days ago'],
    ['2026-11-24T12:00:30.000Z', 'in 30 s'],
  ])('says %s as %s', (iso, text) => expect(formatRelative(iso, now)).toBe(text));
});

describe(formatBytes.name, () => {
  it('grows its unit with the amount', () => {
    expect([812, 4200, 5_100_000, 2_340_000_000].map(formatBytes)).toEqual(['812 B', '4.2 KB', '5.1 MB', '2.3 GB']);
  });
});

describe(formatCount.name, () => {
  it('takes the plural for anything but one', () => {
    expect([formatCount(0, 'run'), formatCount(1, 'run'), formatCount(2, 'entry', 'entries')]).toEqual([
      '0 runs',
      '1 run',
      '2 entries',
    ]);
  });
});
