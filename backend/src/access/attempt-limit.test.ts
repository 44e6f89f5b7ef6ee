import { describe, expect, it } from 'vitest';
import { AttemptLimit } from './attempt-limit.js';

describe(AttemptLimit.name, () => {
  it('allows so many in a window and says how long to wait for the next', () => {
    const limit = new AttemptLimit(2, 60_000);
    expect([limit.count('a', 0), limit.count('a', 10_000)]).toEqual([0, 0]);
    expect(limit.count('a', 20_000)).toBe(40);
    expect(limit.count('a', 59_001)).toBe(1);
  });

  it('begins a new window when the old one has passed, not later for what came in between', () => {
    const limit = new AttemptLimit(1, 60_000);
    expect([limit.count('a', 0), limit.count('a', 59_999), limit.count('a', 60_000)]).toEqual([0, 1, 0]);
  });

  it('counts each key by itself', () => {
    const limit = new AttemptLimit(1, 60_000);
    expect([limit.count('a', 0), limit.count('b', 0), limit.count('a', 0), limit.count('b', 0)]).toEqual([
      0, 0, 60, 60,
    ]);
  });

  it('forgets a key when asked to', () => {
    const limit = new AttemptLimit(1, 60_000);
    limit.count('a', 0);
    limit.forget('a');
    expect(limit.count('a', 1)).toBe(0);
  });

  it('still counts rightly after more keys than it cares to remember', () => {
    const limit = new AttemptLimit(1, 60_000);
    limit.count('late', 30_000);
    for (let index = 0; index <= 10_001; index += 1) limit.count(`key ${index}`, 0);
    expect(limit.count('late', 70_000)).toBe(20);
    expect(limit.count('key 0', 70_000)).toBe(0);
  });
});
