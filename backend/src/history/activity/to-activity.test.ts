import { describe, expect, it } from 'vitest';
import { toActivity, type HourRow, type SumRow } from './to-activity.js';

const at = new Date('2026-01-02T00:00:00Z');
const since = new Date('2026-01-01T00:00:00Z');
const none: SumRow = { runs: 0, oldest: null, recent: 0, succeeded: 0, failed: 0, durations: null };
const found = (more: Partial<Parameters<typeof toActivity>[0]> = {}) =>
  toActivity({
    at,
    since,
    hours: [],
    sum: none,
    lastRuns: [],
    waiting: { deadLetters: 0, lagMs: 0 },
    isCut: false,
    ...more,
  });
const row = (hoursAgo: number, succeeded: number): HourRow => ({
  workflowId: 'w',
  hoursAgo,
  succeeded,
  failed: 0,
  other: 0,
});

describe(toActivity.name, () => {
  it('claims nothing about no runs', () => {
    expect(found()).toEqual({
      at: at.toISOString(),
      since: since.toISOString(),
      runs: 0,
      runsPerMinute: 0,
      succeeded: 0,
      failed: 0,
      lagMs: 0,
      deadLetters: 0,
      workflows: [],
    });
  });

  it('puts each hour in its place, the oldest first; a clock that is ahead counts as now', () => {
    const [workflow] = found({ hours: [row(0, 1), row(-1, 2), row(23, 4), row(24, 8)] }).workflows;
    expect(workflow?.hours.map(({ succeeded }) => succeeded)).toEqual([4, ...Array<number>(22).fill(0), 3]);
  });

  it('says from when on it looked, where there are more runs than it looks at', () => {
    const oldest = new Date('2026-01-01T20:00:00Z');
    expect(found({ sum: { ...none, oldest }, isCut: true }).since).toBe(oldest.toISOString());
    expect(found({ sum: { ...none, oldest } }).since).toBe(since.toISOString());
  });

  it('knows the last run of a workflow that had none today', () => {
    const lastRun = { workflowId: 'w', id: 'r', status: 'failed', createdAt: since };
    expect(found({ lastRuns: [lastRun] }).workflows).toMatchObject([
      { workflowId: 'w', lastRun: { id: 'r', status: 'failed' } },
    ]);
  });
});
