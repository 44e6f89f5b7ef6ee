import { describe, expect, it } from 'vitest';
import { countFilters, shownFilters } from './more-filters';

describe(shownFilters.name, () => {
  it('shows what is used or asked for, each once and in one order', () => {
    expect(shownFilters({}, new Set())).toEqual([]);
    expect(shownFilters({ tag: 'blue', to: '2026-01-01T00:00:00.000Z' }, new Set(['version', 'tag']))).toEqual([
      'time',
      'version',
      'tag',
    ]);
  });
});

describe(countFilters.name, () => {
  it('counts a span of time once', () => {
    const time = '2026-01-01T00:00:00.000Z';
    expect(countFilters({})).toBe(0);
    expect(countFilters({ from: time, to: time, status: 'failed', q: 'x' })).toBe(3);
    expect(countFilters({ workflowId: undefined })).toBe(0);
  });
});
