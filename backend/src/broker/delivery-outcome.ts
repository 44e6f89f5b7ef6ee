import type { Delivery, DeliveryOutcome, RunError } from '../contract/index.js';
import { parseHeld } from './held.js';
import type { RunAhead } from './ordering/run-ahead.js';

/** What the database knows of an event at one subscription: why there is no run, or what the run is at. */
export interface DeliveryRow {
  workflowId: string;
  workflowName: string;
  trigger: string;
  outcome: DeliveryOutcome;
  reason: string | null;
  runId: string | null;
  /** JSON: why the run does not begin. */
  held: string | null;
  /** The run that it waits for under its ordering key. */
  ahead: RunAhead | null;
  /** JSON: why the run was cancelled or is a dead letter, if it is. */
  error: string | null;
  /** Whether the event was handed out again. */
  isReplay: boolean;
  isTest: boolean;
  /** Whether the run failed for good, and nothing has made up for it. */
  isLettered: boolean;
  /** Whether the run has not begun and its workflow is paused. */
  isPaused: boolean;
}

type Told = Pick<Delivery, 'outcome' | 'reason' | 'runId'>;

/** What became of an event at one subscription, in the words of the public surface. */
export function toDelivery(row: DeliveryRow): Delivery {
  const { workflowId, workflowName, trigger, isReplay, isTest, runId } = row;
  const told = runId === null ? notRun(row) : ofRun(row, runId);
  return {
    workflowId,
    workflowName,
    trigger,
    ...told,
    ...(isReplay && { replay: true }),
    ...(isTest && { test: true }),
  };
}

function notRun({ outcome, reason }: DeliveryRow): Told {
  return { outcome, ...(reason !== null && { reason }) };
}

function ofRun({ isPaused, held, ahead, error, isLettered }: DeliveryRow, runId: string): Told {
  const reason = error === null ? undefined : (JSON.parse(error) as RunError);
  if (isLettered) return { outcome: 'dead-lettered', ...(reason && { reason: reason.message }), runId };
  if (reason) return ofCancelled(reason, runId);
  const type = parseHeld(held)?.type;
  if (isPaused || type === 'paused') return { outcome: 'held', reason: 'the workflow is paused', runId };
  if (type === 'debounce') return { outcome: 'held', reason: 'waits whether another event follows it', runId };
  if (type === 'batch') return { outcome: 'held', reason: 'is being gathered into a batch', runId };
  if (type === 'ordering') return { outcome: 'held', reason: reasonOf(ahead), runId };
  return { outcome: 'run', runId };
}

function reasonOf(ahead: RunAhead | null): string {
  if (!ahead) return 'has its turn at any moment';
  return ahead.isBlocked
    ? `blocked by the dead letter of run ${ahead.runId}`
    : `waits for its turn behind run ${ahead.runId}`;
}

function ofCancelled({ code, message, details }: RunError, runId: string): Told {
  if (code === 'DEBOUNCED') return { outcome: 'deduplicated', reason: message, runId };
  if (code !== 'BATCHED') return { outcome: 'run', runId };
  const batch = (details as { runId?: string } | undefined)?.runId ?? runId;
  return { outcome: 'run', reason: `batched into run ${batch}`, runId: batch };
}
