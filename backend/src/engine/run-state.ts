import type { RunError, WaitFor } from '../contract/index.js';

/** Times in the engine are milliseconds since the epoch, always handed in: the engine has no clock. */
export type Millis = number;

export interface AttemptState {
  number: number;
  startedAt: Millis;
  finishedAt?: Millis;
  error?: RunError;
}

/** What a step waits for that began well: a time, or an answer from outside. */
export interface Wait {
  /** For those who look at the run; the engine only hands it on. */
  for: WaitFor;
  /** The way out, with the step's input, when `wakeAt` comes before an answer. */
  port?: string;
  /** What the step fails with instead when `wakeAt` comes before an answer: that was more than it may take. */
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
  /** When a waiting step is to be tried again, or has waited long enough. */
  wakeAt?: Millis;
  /** Absent while a step waits for its next attempt. */
  wait?: Wait;
  /** The iterations of a loop that is under way. */
  loop?: LoopState;
}

/**
 * A loop under way. Iterations that have ended are gone from it but for their results, so that the state is as large as
 * the graph times the iterations that run side by side, however many items there are.
 */
export interface LoopState {
  /** Undefined after a take-over, until they have been evaluated again. */
  items?: readonly unknown[];
  /** So many iterations run side by side. */
  concurrency: number;
  /** The index of the next iteration to begin. */
  next: number;
  /** The iterations under way, by index. */
  frames: Readonly<Record<string, RunState>>;
  /** Iterations that were begun in an earlier run or by an earlier worker: they go on when there is room. */
  kept?: KeptIteration;
  results?: LoopResult;
  failure?: RunError;
}

/** Iterations of which nothing is under way, the first one first. */
export interface KeptIteration {
  index: number;
  state: RunState;
  later: KeptIteration | undefined;
}

/** The results of the iterations that have ended, the last one first: adding one copies nothing. */
export interface LoopResult {
  index: number;
  value: unknown;
  earlier: LoopResult | undefined;
}

/** All that a run is, or an iteration of a loop in it: what became of each node so far. */
export interface RunState {
  readonly steps: Readonly<Record<string, StepState>>;
  /** The run was told to finish. It is not stored: a run whose end was committed is never taken up again. */
  readonly ended?: true;
}

export const NEW_RUN: RunState = { steps: {} };

/** A step of a run. `iteration` is absent outside of loops, `3` in one, `3.0` in one within that. */
export interface StepPlace {
  nodeId: string;
  iteration?: string;
}

/** What may happen to a run. */
export type RunEvent =
  | { type: 'started'; output: unknown; at: Millis }
  | ({ type: 'succeeded'; attempt: number; output: unknown; port?: string; at: Millis } & StepPlace)
  | ({ type: 'failed'; attempt: number; error: RunError; permanent: boolean; at: Millis } & StepPlace & RetryHints)
  /** The items of a loop are known. */
  | ({ type: 'looping'; attempt: number; items: readonly unknown[]; concurrency: number; at: Millis } & StepPlace)
  /** A step has to wait, until a time or for an answer. */
  | ({ type: 'waiting'; attempt: number; wait: Wait; until?: Millis; at: Millis } & StepPlace)
  /** What a waiting step waits for has come. */
  | ({ type: 'answered'; output: unknown; port?: string; at: Millis } & StepPlace)
  /** It came, and is a failure. */
  | ({ type: 'refused'; error: RunError; at: Millis } & StepPlace)
  /** The clock reached a time that a waiting step asked for. */
  | { type: 'woken'; at: Millis }
  /** A worker took the run over from one that is gone: what was under way begins another attempt. */
  | { type: 'resumed'; at: Millis }
  | { type: 'cancelled'; at: Millis }
  /** The run is ended from outside, as failed. */
  | { type: 'expired'; error: RunError; at: Millis };

/** What the outside knows about the best time for another attempt. */
export interface RetryHints {
  /** The other side asked not to be called before so many milliseconds have passed. */
  retryAfter?: Millis;
  /** From 0 to 1, for a policy with jitter; the engine has no randomness. */
  random?: number;
}

/** What is to be done about it, by somebody else. */
export type Command =
  | ({ type: 'perform'; attempt: number } & StepPlace)
  /** Wake the run at this time, while other steps are still under way. */
  | { type: 'wake'; at: Millis }
  /** Nothing is under way: let the run go until then, or until something that it waits for comes. */
  | { type: 'suspend'; until?: Millis }
  | { type: 'finish'; status: 'succeeded' | 'failed' | 'cancelled'; error?: RunError };

/** A step that is different from what it was. */
export interface StepChanged extends StepPlace {
  step: StepState;
}

export interface Advance {
  state: RunState;
  commands: Command[];
  /** Also those of iterations that have ended and are gone from the state. */
  changes: StepChanged[];
}
