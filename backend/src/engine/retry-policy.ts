import type { RetryPolicy } from '../contract/index.js';
import type { Millis, RetryHints } from './run-state.js';

/** No pause is longer, whatever it grows to; the most that a policy may ask for. */
const MAX_DELAY: Millis = 86_400_000;

/**
 * How long to wait after a failed attempt, or undefined if there is none left. With jitter it is from half of the delay to
 * all of it ("equal jitter", Brooker, *Exponential Backoff And Jitter*, 2015). What the other side asked for is the least.
 *
 * @param failed how many attempts have failed, from 1
 */
export function retryDelay(
  policy: RetryPolicy | undefined,
  failed: number,
  { retryAfter = 0, random = 1 }: RetryHints = {},
): Millis | undefined {
  if (!policy || failed >= policy.attempts) return undefined;
  const grown = policy.backoff === 'exponential' ? policy.delayMs * 2 ** (failed - 1) : policy.delayMs;
  const delay = Math.min(grown, policy.maxDelayMs ?? MAX_DELAY);
  const jittered = policy.jitter ? Math.round((delay * (1 + random)) / 2) : delay;
  return Math.min(Math.max(jittered, retryAfter), MAX_DELAY);
}
