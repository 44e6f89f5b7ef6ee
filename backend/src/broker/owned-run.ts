import { PATIENCE_MS } from '../platform/faults/patience.js';
import type { PreparedEvent } from './fan-out.js';

/** How long a worker owns a run without a sign of life; milliseconds, by the database's clock. */
export const LEASE_MS = PATIENCE_MS;

/** A run that somebody owns, with the event that it is for. */
export interface OwnedRun {
  id: string;
  eventId: string;
  workflowId: string;
  versionId: string;
  trigger: string;
  attempt: number;
  epoch: number;
  wantsOutput: boolean;
  rootEventId: string;
  eventType: string;
  eventSource: string;
  eventSubject: string | null;
  eventTime: Date;
  externalId: string | null;
  /** JSON. */
  data: string;
  /** The same as a value, where it is at hand; nobody may alter it. */
  value?: unknown;
  /** JSON: those of the event. */
  attributes: string | null;
  hops: number;
  startedAt: Date;
  /** How often a worker went away while it performed the run, since the run last got anywhere. */
  takeOvers: number;
  /** Whether something has come for it. */
  isSignaled: boolean;
  /** What had its event handed out again, if it began so. */
  replayId: string | null;
  /** Whether another one under its ordering key may wait for its end. */
  isOrdered: boolean;
  /** JSON: what it was asked to do as a test, and what it was given; null for all other runs. */
  test: string | null;
  testData: string | null;
  /** The step that started it as its child and waits for its end. */
  parent: ParentStep | null;
}

export interface ParentStep {
  runId: string;
  nodeId: string;
  iteration: string;
}

/** The runs of an event that begin at once, as a claim would have told them. */
export function toOwnedRuns({ event, id, time, data, attributes, rootId, runs }: PreparedEvent): OwnedRun[] {
  const owned = runs.map((run, index) => ({
    id: run.id,
    eventId: id,
    workflowId: run.workflowId,
    versionId: run.versionId,
    trigger: run.nodeId,
    attempt: 1,
    epoch: 1,
    wantsOutput: run.wantsOutput,
    rootEventId: rootId,
    eventType: event.type,
    eventSource: event.source,
    eventSubject: event.subject ?? null,
    eventTime: new Date(time),
    externalId: event.externalId ?? null,
    data,
    value: event.isJson ? event.data : undefined,
    attributes,
    hops: event.cause?.hops ?? 0,
    startedAt: new Date(),
    takeOvers: 0,
    isSignaled: false,
    replayId: null,
    isOrdered: run.order !== undefined,
    test: index === 0 ? (event.test?.about ?? null) : null,
    testData: index === 0 ? (event.test?.data ?? null) : null,
    // Only the run that was called for by name is a child.
    parent: index === 0 ? (event.parent ?? null) : null,
  }));
  return runs.every(({ held }) => held === null) ? owned : owned.filter((_, index) => runs[index]?.held === null);
}
