import { describe, expect, it } from 'vitest';
import type { ShownRun } from '../api/queries';
import { layOutRun, linesOf } from './run-layout';
import { aRun, aStep, noonPlus } from './test-runs';
import { extentOf, rowOf } from './timeline-model';

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
const rowsOf = (shown: ShownRun, now = 1000) => {
  const layout = layOutRun(shown, new Map());
  return linesOf(layout, new Set()).map((line) => rowOf(line, layout, NOON + now));
};
const segmentsOf = (shown: ShownRun, row: number, now = 1000) =>
  rowsOf(shown, now)[row]!.segments.map(({ kind, from, to }) => [kind, from - NOON, to - NOON]);

describe(rowOf.name, () => {
  it('tells the time in the queue from the time at work', () => {
    expect(segmentsOf(run([]), 0)).toEqual([
      ['queued', 0, 10],
      ['running', 10, 500],
    ]);
  });

  it('orders steps by their start, those that never started last', () => {
    const steps = [aStep('never', null, null, { status: 'skipped' }), aStep('tell', 20, 30), aStep('order', 10, 12)];
    expect(rowsOf(run(steps)).map((row) => row.label)).toEqual(['Whole run', 'Order received', 'tell', 'never']);
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

  it('tells waiting from working, in the line of the run too', () => {
    const attempts = [{ number: 1, startedAt: noonPlus(20), finishedAt: null }];
    const held = run([aStep('tell', 20, null, { status: 'waiting', attempts })], {
      status: 'waiting',
      finishedAt: null,
    });
    expect(segmentsOf(held, 0).slice(1)).toEqual([
      ['running', 10, 20],
      ['waiting', 20, 1000],
    ]);
    expect(segmentsOf(held, 1)).toEqual([['waiting', 20, 1000]]);
  });

  it('lets what still goes on grow to now', () => {
    const going = run([aStep('tell', 20, null, { status: 'waiting' })], { status: 'running', finishedAt: null });
    expect(segmentsOf(going, 0)).toContainEqual(['running', 10, 1000]);
    expect(segmentsOf(going, 1)).toEqual([['waiting', 20, 1000]]);
  });
});

describe(extentOf.name, () => {
  it('goes from when the run was made to its last end, or to now', () => {
    const over = layOutRun(run([aStep('order', 10, 700)]), new Map());
    expect(extentOf(over, NOON + 9000)).toEqual({ start: NOON, end: NOON + 700 });
    const going = layOutRun(run([], { status: 'running', finishedAt: null }), new Map());
    expect(extentOf(going, NOON + 9000).end).toBe(NOON + 9000);
  });
});

describe('a loop', () => {
  const bodies = new Map([['each', new Set(['order', 'tell'])]]);
  const passes = [0, 1, 2, 10].flatMap((index) => [
    aStep('order', index * 100, index * 100 + 10, { iteration: String(index) }),
    aStep('tell', index * 100 + 20, index * 100 + 50, {
      iteration: String(index),
      status: index === 2 ? 'failed' : 'succeeded',
    }),
  ]);
  const layout = layOutRun(run([aStep('each', 0, 1100), ...passes]), bodies);
  const told = (...open: string[]) =>
    linesOf(layout, new Set(open)).map((line) => [line.depth, rowOf(line, layout, NOON).label]);

  it('is told in two lines until it is opened', () => {
    expect(told()).toEqual([
      [0, 'Whole run'],
      [0, 'each'],
      [1, '1 failed of 4 iterations'],
    ]);
  });

  it('opens to its iterations, failed ones first and the others by number, and these to their steps', () => {
    expect(told('loop each', 'iteration each 2').slice(2)).toEqual([
      [1, '1 failed of 4 iterations'],
      [2, 'Iteration 2'],
      [3, 'Order received'],
      [3, 'tell'],
      [2, 'Iteration 0'],
      [2, 'Iteration 1'],
      [2, 'Iteration 10'],
    ]);
  });

  it('marks the failed iterations on its bar', () => {
    const loop = linesOf(layout, new Set())[2]!;
    expect(rowOf(loop, layout, NOON)).toMatchObject({
      status: 'failed',
      duration: 1050,
      segments: [{ kind: 'running' }, { kind: 'failed', from: NOON + 200, to: NOON + 250 }],
    });
  });

  it('knows how long a step stood ready from the steps of its own iteration', () => {
    const lines = linesOf(layout, new Set(['loop each', 'iteration each 10']));
    const last = rowOf(lines.at(-1)!, layout, NOON);
    expect(last.segments.map(({ kind, from, to }) => [kind, from - NOON, to - NOON])).toEqual([
      ['queued', 1010, 1020],
      ['running', 1020, 1050],
    ]);
  });

  it('lies within the iteration of the loop around it', () => {
    const nested = new Map([
      ['each', new Set(['order', 'inner', 'tell'])],
      ['inner', new Set(['tell'])],
    ]);
    const steps = [
      aStep('each', 0, 90),
      aStep('inner', 10, 80, { iteration: '3' }),
      aStep('tell', 20, 30, { iteration: '3.0' }),
    ];
    const both = layOutRun(run(steps), nested);
    const open = new Set(['loop each', 'iteration each 3', 'loop inner 3', 'iteration inner 3.0']);
    const labels = linesOf(both, open).map((line) => `${line.depth} ${rowOf(line, both, NOON).label}`);
    expect(labels.slice(1)).toEqual([
      '0 each',
      '1 1 iteration',
      '2 Iteration 3',
      '3 inner',
      '4 1 iteration',
      '5 Iteration 3.0',
      '6 tell',
    ]);
  });

  it('lays out ten thousand iterations without being felt', () => {
    const many = Array.from({ length: 10_000 }, (_, index) =>
      aStep('tell', index, index + 1, { iteration: `${index}` }),
    );
    const before = performance.now();
    const large = layOutRun(run([aStep('each', 0, 10_000), ...many]), bodies);
    const lines = linesOf(large, new Set(['loop each']));
    rowOf(lines[2]!, large, NOON);
    expect(lines).toHaveLength(10_003);
    expect(performance.now() - before).toBeLessThan(1000);
  });
});
