import { describe, expect, it } from 'vitest';
import type { ShownRun } from '../api/queries';
import { aRun, aStep, noonPlus } from './test-runs';
import { axisMarks, timelineOf } from './timeline-model';

const NOON = Date.parse(noonPlus(0));
const graph = {
  nodes: [
    { id: 'order', type: 'webhook', label: 'Order received', params: {} },
    { id: 'tell', type: 'http-request', params: {} },
  ],
  edges: [{ id: 'e1', source: 'order', target: 'tell' }],
};
const run = (steps: ShownRun['steps'], change: Partial<ShownRun> = {}): ShownRun => ({
  ...aRun('r1', 0, { createdAt: noonPlus(0), startedAt: noonPlus(10), finishedAt: noonPlus(500), status: 'succeeded' }),
  steps,
  graph,
  retryOf: null,
  parent: null,
  waitingFor: [],
  ...change,
});
const segmentsOf = (shown: ShownRun, row: number, now = 1000) =>
  timelineOf(shown, NOON + now).rows[row]!.segments.map(({ kind, from, to }) => [kind, from - NOON, to - NOON]);

describe(timelineOf.name, () => {
  it('tells the time in the queue from the time at work', () => {
    expect(segmentsOf(run([]), 0)).toEqual([
      ['queued', 0, 10],
      ['running', 10, 500],
    ]);
  });

  it('orders steps by their start, those that never started last', () => {
    const steps = [aStep('never', null, null, { status: 'skipped' }), aStep('tell', 20, 30), aStep('order', 10, 12)];
    expect(timelineOf(run(steps), NOON).rows.map((row) => row.label)).toEqual([
      'Whole run',
      'Order received',
      'tell',
      'never',
    ]);
    expect(segmentsOf(run(steps), 3)).toEqual([]);
  });

  it('shows how long a step stood ready before it started', () => {
    expect(segmentsOf(run([aStep('order', 10, 12), aStep('tell', 40, 50)]), 2)).toEqual([
      ['queued', 12, 40],
      ['running', 40, 50],
    ]);
  });

  it('shows each attempt and the pause before the next', () => {
    const error = { code: 'HTTP_STATUS', message: '503' };
    const attempts = [
      { number: 1, startedAt: noonPlus(20), finishedAt: noonPlus(40), error },
      { number: 2, startedAt: noonPlus(140), finishedAt: noonPlus(160) },
    ];
    expect(segmentsOf(run([aStep('tell', 20, 160, { attempts })]), 1)).toEqual([
      ['failed', 20, 40],
      ['backoff', 40, 140],
      ['running', 140, 160],
    ]);
  });

  it('takes the time after a failed attempt for the pause before the next, not for waiting', () => {
    const error = { code: 'HTTP_STATUS', message: '503' };
    const attempts = [{ number: 1, startedAt: noonPlus(20), finishedAt: noonPlus(40), error }];
    const going = run([aStep('tell', 20, null, { status: 'waiting', attempts })], {
      status: 'waiting',
      finishedAt: null,
    });
    expect(segmentsOf(going, 1).at(-1)).toEqual(['backoff', 40, 1000]);
  });

  it('lets what still goes on grow to now', () => {
    const going = run([aStep('tell', 20, null, { status: 'waiting' })], { status: 'running', finishedAt: null });
    expect(segmentsOf(going, 0)).toContainEqual(['running', 10, 1000]);
    expect(segmentsOf(going, 1)).toEqual([['waiting', 20, 1000]]);
  });
});

describe(axisMarks.name, () => {
  it('takes round steps', () => {
    expect(axisMarks(420)).toEqual([0, 100, 200, 300, 400]);
    expect(axisMarks(90)).toEqual([0, 20, 40, 60, 80]);
    expect(axisMarks(12_100)).toEqual([0, 5000, 10_000]);
  });
});
