import { describe, expect, it } from 'vitest';
import { chainExtent, runDuration, runSegments } from './waterfall';
import { anEvent, aRun, noonPlus } from './test-chain';

const at = (ms: number): number => Date.parse(noonPlus(ms));
const shown = (...args: Parameters<typeof runSegments>) =>
  runSegments(...args).map(({ kind, from, to }) => [kind, from - at(0), to - at(0)]);

describe(chainExtent.name, () => {
  it('goes from the first event to the last end, or to now', () => {
    const events = [anEvent('order', 0), anEvent('paid', 30, 'bill')];
    const over = [aRun('bill', 'order', [1, 5, 95])];
    expect(chainExtent({ events, runs: over }, at(9000))).toEqual({ start: at(0), end: at(95) });
    expect(chainExtent({ events, runs: [...over, aRun('ship', 'paid', [40, 45])] }, at(9000))).toEqual({
      start: at(0),
      end: at(9000),
    });
  });

  it('is never empty', () => {
    expect(chainExtent({ events: [anEvent('order', 0)], runs: [] }, at(9000))).toEqual({ start: at(0), end: at(1) });
    expect(chainExtent({ events: [], runs: [] }, at(5))).toEqual({ start: at(5), end: at(6) });
  });
});

describe(runSegments.name, () => {
  it('tells the queue from the work', () => {
    expect(shown(aRun('bill', 'order', [1, 5, 95]), at(9000))).toEqual([
      ['queued', 1, 5],
      ['running', 5, 95],
    ]);
  });

  it('shows what failed, what waits and what has not begun', () => {
    expect(shown(aRun('bill', 'order', [5, 5, 95], { status: 'failed' }), at(9000))).toEqual([['failed', 5, 95]]);
    expect(shown(aRun('bill', 'order', [5, 5], { status: 'waiting' }), at(500))).toEqual([['waiting', 5, 500]]);
    expect(shown(aRun('bill', 'order', [5], { status: 'queued' }), at(500))).toEqual([['queued', 5, 500]]);
  });

  it('loses no run that took no time', () => {
    expect(shown(aRun('bill', 'order', [5, 5, 5]), at(500))).toEqual([['running', 5, 5]]);
  });
});

describe(runDuration.name, () => {
  it('grows as long as it runs', () => {
    expect(runDuration(aRun('bill', 'order', [1, 5, 95]), at(9000))).toBe(90);
    expect(runDuration(aRun('bill', 'order', [1, 5]), at(105))).toBe(100);
    expect(runDuration(aRun('bill', 'order', [1]), at(105))).toBeUndefined();
  });
});
