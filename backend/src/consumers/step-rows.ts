import type { LogLine, RunError } from '../contract/index.js';
import type { AttemptState, StepChanged, StepState, Wait } from '../engine/index.js';

/** A step as it is stored. */
export interface StepRow {
  runId: string;
  nodeId: string;
  /** Empty outside of loops. */
  iteration: string;
  status: string;
  port: string | null;
  /** JSON, as are `error`, `attempts`, `wait` and `logs`. */
  output: string | null;
  error: string | null;
  attempts: string | null;
  wait: string | null;
  logs: string | null;
  wakeAt: Date | null;
  startedAt: Date | null;
  finishedAt: Date | null;
}

/** What is kept of a step beside its state. */
export interface StepExtras {
  /** The output as JSON, made when the step ended. */
  output?: string | undefined;
  logs?: readonly LogLine[] | undefined;
}

export function toStepRow(runId: string, { nodeId, iteration, step }: StepChanged, extras: StepExtras): StepRow {
  return {
    runId,
    nodeId,
    iteration: iteration ?? '',
    status: step.status,
    port: step.port ?? null,
    output: extras.output ?? null,
    error: step.error ? JSON.stringify(step.error) : null,
    attempts: attemptsToStore(step),
    wait: step.wait ? JSON.stringify(step.wait) : null,
    logs: extras.logs ? JSON.stringify(extras.logs) : null,
    wakeAt: toDate(step.wakeAt),
    startedAt: toDate(step.startedAt),
    finishedAt: toDate(step.finishedAt),
  };
}

/**
 * A single attempt that went well says nothing that the step itself does not say; a disabled step ended without any.
 */
function attemptsToStore({ status, attempts, startedAt }: StepState): string | null {
  const says = attempts.length === 0 ? startedAt !== undefined : attempts.length > 1 || status !== 'succeeded';
  return says ? JSON.stringify(attempts) : null;
}

/** The engine's view of a stored step. */
export function toStepChanged(row: StepRow): StepChanged {
  const place = row.iteration === '' ? { nodeId: row.nodeId } : { nodeId: row.nodeId, iteration: row.iteration };
  return { ...place, step: toStepState(row) };
}

function toStepState(row: StepRow): StepState {
  return {
    status: row.status as StepState['status'],
    attempts: attemptsOf(row),
    ...(row.port !== null && { port: row.port }),
    ...(row.output !== null && { output: JSON.parse(row.output) as unknown }),
    ...(row.error !== null && { error: JSON.parse(row.error) as RunError }),
    ...(row.wait !== null && { wait: JSON.parse(row.wait) as Wait }),
    ...(row.wakeAt && { wakeAt: row.wakeAt.getTime() }),
    ...(row.startedAt && { startedAt: row.startedAt.getTime() }),
    ...(row.finishedAt && { finishedAt: row.finishedAt.getTime() }),
  };
}

function attemptsOf({ attempts, startedAt, finishedAt }: StepRow): AttemptState[] {
  if (attempts !== null) return JSON.parse(attempts) as AttemptState[];
  return startedAt && finishedAt
    ? [{ number: 1, startedAt: startedAt.getTime(), finishedAt: finishedAt.getTime() }]
    : [];
}

function toDate(millis: number | undefined): Date | null {
  return millis === undefined ? null : new Date(millis);
}
