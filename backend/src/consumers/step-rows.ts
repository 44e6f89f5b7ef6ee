import type { RunError } from '../contract/index.js';
import type { AttemptState, RunState, StepState } from '../engine/index.js';

/** A step as it is stored. */
export interface StepRow {
  runId: string;
  nodeId: string;
  status: string;
  port: string | null;
  /** JSON, as are `error` and `attempts`. */
  output: string | null;
  error: string | null;
  attempts: string | null;
  wakeAt: Date | null;
  startedAt: Date | null;
  finishedAt: Date | null;
}

/** @param output the step's output as JSON, made when the step ended */
export function toStepRow(runId: string, nodeId: string, step: StepState, output: string | undefined): StepRow {
  return {
    runId,
    nodeId,
    status: step.status,
    port: step.port ?? null,
    output: output ?? null,
    error: step.error ? JSON.stringify(step.error) : null,
    attempts: attemptsToStore(step),
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

/** The state of a run from its stored steps; the trigger's own step follows from the event. */
export function restoreState(trigger: string, triggerOutput: unknown, rows: readonly StepRow[]): RunState {
  const begun: StepState = { status: 'succeeded', output: triggerOutput, attempts: [] };
  return {
    steps: Object.fromEntries([[trigger, begun], ...rows.map((row) => [row.nodeId, toStepState(row)] as const)]),
  };
}

function toStepState(row: StepRow): StepState {
  return {
    status: row.status as StepState['status'],
    attempts: attemptsOf(row),
    ...(row.port !== null && { port: row.port }),
    ...(row.output !== null && { output: JSON.parse(row.output) as unknown }),
    ...(row.error !== null && { error: JSON.parse(row.error) as RunError }),
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
