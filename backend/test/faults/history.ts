/** What a client notes down: that it asks, and what came of it. `at` is in milliseconds everywhere. */
export type ClientEntry = { at: number; op: string } & (
  | { type: 'invoke' }
  /** Accepted: from here on it must not be lost. */
  | { type: 'ok'; eventId: string }
  /** Refused: nothing was promised and nothing may have come of it. */
  | { type: 'fail'; status: number }
  /** No answer, or one that leaves open what happened. */
  | { type: 'unknown'; reason: string }
);

/** A call that reached the outside world. */
export interface SinkEntry {
  at: number;
  /** The `Idempotency-Key` that came with it. */
  key: string | undefined;
  /** Which step of which run it says to come from. */
  run: string;
  step: string;
  op: string;
  /** What the sink answered; from 400 on it did nothing. */
  status: number;
}

export interface EventRow {
  id: string;
  type: string;
  source: string;
  /** What the client called its request. */
  op: string | null;
  causeRunId: string | null;
  causeNodeId: string | null;
}

export interface RunRow {
  id: string;
  eventId: string;
  workflowId: string;
  triggerNode: string;
  /** The name of its workflow. */
  workflow: string;
  status: string;
  takeOvers: number;
  /** Its ordering key and its place under it; null where nothing orders it. */
  orderKey: string | null;
  orderSeq: number | null;
}

export interface StepRow {
  runId: string;
  nodeId: string;
  iteration: string;
  status: string;
  /** When its first attempt was about to begin; null for a step that was skipped. */
  startedAt: number | null;
}

/** Who wants which events. */
export interface SubscriptionRow {
  workflowId: string;
  nodeId: string;
  type: string;
  source: string | null;
}

/** That a subscription did not want an event. */
export interface DeliveryRow {
  eventId: string;
  workflowId: string;
  nodeId: string;
}

/** A change of a run, as the database saw it. */
export interface RunChange {
  at: number;
  runId: string;
  from: string;
  to: string;
  epoch: number;
  /** The process that wrote it. */
  writer: string;
}

/** A result that was written, with the run's epoch at that moment. */
export interface ResultWrite {
  at: number;
  runId: string;
  nodeId: string;
  iteration: string;
  epoch: number;
  writer: string;
}

/** All that is left of a test to judge it by. */
export interface History {
  client: ClientEntry[];
  sink: SinkEntry[];
  events: EventRow[];
  runs: RunRow[];
  steps: StepRow[];
  subscriptions: SubscriptionRow[];
  deliveries: DeliveryRow[];
  runChanges: RunChange[];
  results: ResultWrite[];
}

/** A broken promise. */
export interface Violation {
  rule: string;
  /** What it is about: an id, a key. */
  subject: string;
  detail: string;
}

/** Groups what has the same key. */
export function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
