import type { RunSummary } from '@eventloom/backend/contract';
import { describe, expect, it } from 'vitest';
import { healthOf } from './health';

function aRun(status: RunSummary['status'], ms?: number): RunSummary {
  const startedAt = '2026-11-24T12:00:00.000Z';
  const finishedAt = ms === undefined ? null : new Date(Date.parse(startedAt) + ms).toISOString();
  return {
    id: 'r',
    workflowId: 'w',
    workflowName: 'Orders',
    workflowVersion: 1,
    status,
    eventId: 'e',
    trigger: 't',
    attempt: 1,
    createdAt: startedAt,
    startedAt,
    finishedAt,
  };
}

describe(healthOf.name, () => {
  it('counts only runs that came to an end into the share of successes', () => {
    const health = healthOf([aRun('succeeded', 10), aRun('succeeded', 20), aRun('failed', 400), aRun('running')]);
    expect(health).toEqual({ runs: 4, active: 1, succeededShare: 2 / 3, failed: 1, p50: 20, p95: 400 });
  });

  it('claims nothing about no runs', () => {
    expect(healthOf([])).toEqual({
      runs: 0,
      active: 0,
      succeededShare: undefined,
      failed: 0,
      p50: undefined,
      p95: undefined,
    });
  });
});
