import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { retrySchema, type RetryPolicy } from '../contract/index.js';
import { retryDelay } from './retry-policy.js';

const delays = (policy: RetryPolicy, failures = 6): (number | undefined)[] =>
  Array.from({ length: failures }, (_, index) => retryDelay(policy, index + 1));

describe(retryDelay.name, () => {
  it('tries no second time without a policy', () => {
    expect(retryDelay(undefined, 1)).toBeUndefined();
    expect(delays({ attempts: 1, backoff: 'fixed', delayMs: 5 }, 2)).toEqual([undefined, undefined]);
  });

  it('waits equally long each time, until the attempts are used up', () => {
    expect(delays({ attempts: 3, backoff: 'fixed', delayMs: 200 }, 4)).toEqual([200, 200, undefined, undefined]);
  });

  it('doubles the wait each time, up to the longest that the policy names', () => {
    const policy: RetryPolicy = { attempts: 6, backoff: 'exponential', delayMs: 100, maxDelayMs: 500 };
    expect(delays(policy)).toEqual([100, 200, 400, 500, 500, undefined]);
  });

  it('waits from half of the delay to all of it, with jitter', () => {
    const policy: RetryPolicy = { attempts: 3, backoff: 'exponential', delayMs: 100, jitter: true };
    expect([0, 0.5, 1].map((random) => retryDelay(policy, 1, { random }))).toEqual([50, 75, 100]);
    expect([0, 0.5, 1].map((random) => retryDelay(policy, 2, { random }))).toEqual([100, 150, 200]);
    expect(retryDelay(policy, 1)).toBe(100);
    expect(retryDelay({ ...policy, jitter: false }, 1, { random: 0 })).toBe(100);
  });

  it('waits no less than the other side asked for, within a day', () => {
    const policy: RetryPolicy = { attempts: 2, backoff: 'fixed', delayMs: 100, maxDelayMs: 200 };
    expect(retryDelay(policy, 1, { retryAfter: 5000 })).toBe(5000);
    expect(retryDelay(policy, 1, { retryAfter: 50 })).toBe(100);
    expect(retryDelay(policy, 1, { retryAfter: 1e12 })).toBe(86_400_000);
    expect(retryDelay(policy, 2, { retryAfter: 5000 })).toBeUndefined();
  });

  it('never waits longer than a day, which timers and dates can hold', () => {
    fc.assert(
      fc.property(
        fc.record({
          attempts: fc.integer({ min: 1, max: 100 }),
          backoff: fc.constantFrom('fixed' as const, 'exponential' as const),
          delayMs: fc.nat(86_400_000),
        }),
        fc.integer({ min: 1, max: 100 }),
        (given, failures) => {
          const policy = retrySchema.parse(given);
          const delay = retryDelay(policy, failures);
          expect(delay === undefined).toBe(failures >= policy.attempts);
          expect(delay ?? 0).toBeLessThanOrEqual(86_400_000);
          expect(delay ?? policy.delayMs).toBeGreaterThanOrEqual(policy.delayMs);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
