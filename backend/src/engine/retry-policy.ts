import type { RetryPolicy } from '../contract/index.js';
import type { Millis } from './run-state.js';

/**
 * How long to wait after a failed attempt, or undefined if there is none left.
 *
 * @param failed the number of the attempt that failed, from 1
 */
export function retryDelay(policy: RetryPolicy | undefined, failed: number): Millis | undefined {
  if (!policy || failed >= policy.attempts) return undefined;
  const delay = policy.backoff === 'exponential' ? policy.delayMs * 2 ** (failed - 1) : policy.delayMs;
  return Math.min(delay, policy.maxDelayMs ?? Number.POSITIVE_INFINITY);
}
