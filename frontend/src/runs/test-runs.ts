import type { RunSummary, Step } from '@eventloom/backend/contract';

/** A run for tests; `second` sets when it was made. */
export function aRun(id: string, second: number, change: Partial<RunSummary> = {}): RunSummary {
  const time = new Date(Date.UTC(2026, 10, 24, 12, 0, second)).toISOString();
  return {
    id,
    workflowId: 'w1',
    workflowName: 'Orders',
    workflowVersion: 1,
    status: 'running',
    eventId: 'e1',
    trigger: 'order',
    attempt: 1,
    createdAt: time,
    startedAt: time,
    finishedAt: null,
    ...change,
  };
}

/** A step for tests; times are milliseconds after noon. */
export function aStep(nodeId: string, from: number | null, to: number | null, change: Partial<Step> = {}): Step {
  return {
    nodeId,
    nodeType: 'set',
    status: 'succeeded',
    startedAt: from === null ? null : noonPlus(from),
    finishedAt: to === null ? null : noonPlus(to),
    attempts: [],
    ...change,
  };
}

export function noonPlus(ms: number): string {
  return new Date(Date.UTC(2026, 10, 24, 12) + ms).toISOString();
}
