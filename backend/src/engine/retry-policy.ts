import type { RetryPolicy } from '../contract/index.js';
import type { Millis } from './run-state.js';

/** No pause is longer, whatever it grows to; the most that a policy may ask for. */
const MAX_DELAY: Millis = 86_400_000;

/**
 * How long to wait after a failed attempt, or undefined if there is none left.
 *
 * @param failed how many attempts have failed, from 1
 */
export function retryDelay(policy: RetryPolicy | undefined, failed: number): Millis | undefined {
  if (!policy || failed >= policy.attempts) return undefined;
  const delay = policy.backoff === 'exponential' ? policy.delayMs * 2 ** (failed - 1) : policy.delayMs;
  return Math.min(delay, policy.maxDelayMs ?? MAX_DELAY);
}
