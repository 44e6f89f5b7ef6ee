import { describe, expect, it } from 'vitest';
import { Turnstile } from './turnstile.js';

describe(Turnstile, () => {
  it('lets everybody through who waits when it opens, and nobody who comes later', async () => {
    const turnstile = new Turnstile();
    const passed: string[] = [];
    const first = turnstile.wait().then(() => passed.push('first'));
    const second = turnstile.wait().then(() => passed.push('second'));
    turnstile.open();
    void turnstile.wait().then(() => passed.push('later'));
    await Promise.all([first, second]);
    expect(passed).toEqual(['first', 'second']);
    expect(turnstile.isWaitedAt).toBe(true);
  });

  it('lets through without an opening who does not want to wait any longer', async () => {
    const turnstile = new Turnstile();
    const begun = performance.now();
    await turnstile.wait(20);
    expect(performance.now() - begun).toBeGreaterThanOrEqual(19);
    expect(turnstile.isWaitedAt).toBe(false);
  });
});
