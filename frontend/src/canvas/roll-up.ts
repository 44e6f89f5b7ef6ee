import type { StepStatus } from '@eventloom/backend/contract';

/** What tells most of several iterations stands first: what still goes on, then what failed. */
const WEIGHTS: readonly StepStatus[] = ['running', 'waiting', 'failed', 'cancelled', 'succeeded', 'pending', 'skipped'];

/** Which of two states stands for both. */
export function rollUp(one: StepStatus, other: StepStatus): StepStatus {
  return WEIGHTS.indexOf(other) < WEIGHTS.indexOf(one) ? other : one;
}
