import { describe, expect, it } from 'vitest';
import { after, earlier, rangeColumns, toTime } from './event-range.js';

describe(rangeColumns.name, () => {
  const until = '2026-01-02T00:00:00.123456Z';

  it('names the ids that may have been given at such a time, with clocks that differ', () => {
    const [from, to, topics, first, last] = rangeColumns({ patterns: ['a.*'], from: '2026-01-01T00:00:00Z', until });
    expect([from, to, topics]).toEqual(['2026-01-01T00:00:00Z', until, String.raw`^(a\.[^.]*)$`]);
    const timeOf = (id: string | null | undefined) => parseInt((id ?? '').replace('-', '').slice(0, 12), 16);
    expect(timeOf(first)).toBe(Date.parse('2025-12-31T23:55:00Z'));
    expect(timeOf(last)).toBe(Date.parse('2026-01-02T00:05:00.123Z'));
  });

  it('has no first id if all of the past is asked for', () => {
    const [from, , topics, first] = rangeColumns({ patterns: ['>'], from: null, until });
    expect([from, topics]).toEqual(['-infinity', null]);
    expect(first).toMatch(/^00000000-0000/);
  });
});

describe(toTime.name, () => {
  it('takes any time, however long ago', () => {
    expect(toTime('2026-01-02T02:00:00+02:00')).toBe('2026-01-02T00:00:00.000Z');
    expect(toTime('0000-01-01T00:00:00Z')).toBe('1970-01-01T00:00:00.000Z');
  });
});

describe(earlier.name, () => {
  it('compares times, not texts', () => {
    expect(earlier('2026-01-01T01:00:00+02:00', '2026-01-01T00:00:00Z')).toBe('2026-01-01T01:00:00+02:00');
    expect(earlier('2026-01-01T00:00:01Z', '2026-01-01T00:00:00Z')).toBe('2026-01-01T00:00:00Z');
  });
});

describe(after.name, () => {
  it('adds milliseconds, or takes them away', () => {
    expect(after('2026-01-01T00:00:00.5Z', 500)).toBe('2026-01-01T00:00:01.000Z');
    expect(after('2026-01-01T00:00:00Z', -1000)).toBe('2025-12-31T23:59:59.000Z');
  });
});
