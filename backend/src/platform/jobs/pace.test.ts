import { describe, expect, it } from 'vitest';
import { Pace } from './pace.js';

describe(Pace.name, () => {
  /** How many things are done by a time, if each batch takes so long. */
  function doneBy(end: number, rate: number, batchMs: number): number {
    const pace = new Pace(rate);
    let done = 0;
    for (let now = 1000; now < 1000 + end; now += Math.max(batchMs, pace.delay(now))) {
      const limit = pace.limit(500);
      pace.note(limit, now);
      done += limit;
    }
    return done;
  }

  it('does everything at once without a rate', () => {
    const pace = new Pace(undefined);
    pace.note(500, 1000);
    expect(pace.limit(500)).toBe(500);
    expect(pace.delay(1000)).toBe(0);
  });

  it.each([0.5, 1, 7, 200, 5000])('keeps to %d a second', (rate) => {
    const done = doneBy(10_000, rate, 1);
    expect(done).toBeGreaterThanOrEqual(rate * 10);
    // What the slack at the start allows, and the batch at the end.
    expect(done).toBeLessThanOrEqual(rate * 10.25 + Math.max(1, rate / 10));
  });

  it('makes up for a batch that took long, but not for a long stop', () => {
    const pace = new Pace(100);
    pace.note(10, 1000);
    pace.note(10, 1200);
    expect(pace.delay(1200)).toBe(0);
    pace.note(10, 60_000);
    pace.note(10, 60_000);
    pace.note(10, 60_000);
    expect(pace.delay(60_000)).toBe(50);
  });
});
