import type { ChainEvent, ChainRun } from '@eventloom/backend/contract';

const NOON = Date.UTC(2026, 10, 24, 12);

/** A time for tests: milliseconds after noon. */
export function noonPlus(ms: number): string {
  return new Date(NOON + ms).toISOString();
}

/** An event for tests; `cause` is the run that published it. */
export function anEvent(id: string, ms: number, cause?: string): ChainEvent {
  const time = noonPlus(ms);
  const published = cause === undefined ? null : { runId: cause, nodeId: 'publish' };
  return { id, type: `${id}.done`, source: 'shop', subject: null, time, receivedAt: time, cause: published };
}

/** A run for tests of the event `eventId`; times are milliseconds after noon. */
export function aRun(
  id: string,
  eventId: string,
  [created, started, finished]: Times,
  change: Partial<ChainRun> = {},
): ChainRun {
  return {
    id,
    eventId,
    workflowId: `w-${id}`,
    workflowName: id,
    workflowVersion: 1,
    trigger: 'order',
    status: finished === undefined ? 'running' : 'succeeded',
    attempt: 1,
    replay: false,
    test: false,
    createdAt: noonPlus(created),
    startedAt: started === undefined ? null : noonPlus(started),
    finishedAt: finished === undefined ? null : noonPlus(finished),
    ...change,
  };
}

type Times = [created: number, started?: number, finished?: number];
