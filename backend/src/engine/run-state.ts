import type { RunError } from '../contract/index.js';

/** Times in the engine are milliseconds since the epoch, always handed in: the engine has no clock. */
export type Millis = number;

export interface AttemptState {
  number: number;
  startedAt: Millis;
  finishedAt?: Millis;
  error?: RunError;
}

/** A step that was reached. Steps that are still to come are absent from the state. */
export interface StepState {
  status: 'running' | 'waiting' | 'succeeded' | 'failed' | 'skipped' | 'cancelled';
  /** The port that the run went on by; a failed step has one only if its failure was continued. */
  port?: string;
  output?: unknown;
  error?: RunError;
  attempts: readonly AttemptState[];
  startedAt?: Millis;
  finishedAt?: Millis;
  /** When a waiting step is to be tried again. */
  wakeAt?: Millis;
}

/** All that a run is: what became of each node so far. It is rebuilt from the stored steps after a crash. */
export interface RunState {
  readonly steps: Readonly<Record<string, StepState>>;
  /** The run was told to finish. It is not stored: a run whose end was committed is never taken up again. */
  readonly ended?: true;
}

export const NEW_RUN: RunState = { steps: {} };

/** What may happen to a run. */
export type RunEvent =
  | { type: 'started'; output: unknown; at: Millis }
  | { type: 'succeeded'; nodeId: string; attempt: number; output: unknown; port?: string; at: Millis }
  | { type: 'failed'; nodeId: string; attempt: number; error: RunError; permanent: boolean; at: Millis }
  /** The clock reached a time that a waiting step asked for. */
  | { type: 'woken'; at: Millis }
  /** A worker took the run over from one that is gone: what was under way begins another attempt. */
  | { type: 'resumed'; at: Millis }
  | { type: 'cancelled'; at: Millis };

/** What is to be done about it, by somebody else. */
export type Command =
  | { type: 'perform'; nodeId: string; attempt: number }
  /** Wake the run at this time, while other steps are still under way. */
  | { type: 'wake'; at: Millis }
  /** Nothing is under way: let the run go until then. */
  | { type: 'suspend'; until: Millis }
  | { type: 'finish'; status: 'succeeded' | 'failed' | 'cancelled'; error?: RunError };

export interface Advance {
  state: RunState;
  commands: Command[];
}
