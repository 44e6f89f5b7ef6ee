import { describe, expect, it } from 'vitest';
import { drawPlan } from './graph-builders.test-support.js';
import { isIterationStart, restoreFrames, restoreRun } from './restore-run.js';
import type { StepChanged, StepState } from './run-state.js';

const plan = drawPlan(['start > each', 'each.item > inner', 'inner.item > a', 'each.done > after'], {
  each: { type: 'for-each' },
  inner: { type: 'for-each' },
});
const START = { status: 'succeeded', output: 'in', attempts: [] } as const;

/** Rows by `node` or `node@iteration`. */
function rows(steps: Record<string, Partial<StepState>>): StepChanged[] {
  return Object.entries(steps).map(([name, step]) => {
    const [nodeId = '', iteration] = name.split('@');
    return {
      nodeId,
      ...(iteration !== undefined && { iteration }),
      step: { status: 'succeeded', attempts: [], ...step },
    };
  });
}

const INNER = { output: 'x', port: 'item' };
const done = rows({
  each: { port: 'done' },
  'each@0': INNER,
  'each@1': INNER,
  'inner@0': { port: 'done' },
  'inner@1': { port: 'done' },
  'inner@1.0': INNER,
  'inner@1.1': INNER,
  'a@1.1': { output: 'second' },
  'a@1.0': { output: 'first' },
});

describe(restoreRun.name, () => {
  it('puts the output of a loop that has ended together from those in it, in order', () => {
    const { steps } = restoreRun(plan, START, done);
    const inner = { results: ['first', 'second'], count: 2 };
    expect(steps['each']?.output).toEqual({ results: [{ results: [], count: 0 }, inner], count: 2 });
    expect(steps['each']).not.toHaveProperty('loop');
  });

  it('keeps the output that was stored of a disabled loop, and gives none to one that failed', () => {
    const { steps } = restoreRun(plan, START, rows({ each: { port: 'done', output: 'passed on' } }));
    expect(steps['each']?.output).toBe('passed on');
    expect(restoreRun(plan, START, rows({ each: { status: 'failed' } })).steps['each']).not.toHaveProperty('output');
  });

  it('keeps of a loop under way the results of what has ended and the steps of the rest', () => {
    const stored = rows({
      each: { status: 'running', attempts: [{ number: 1, startedAt: 1 }] },
      'each@0': INNER,
      'inner@0': { port: 'done' },
      'each@1': INNER,
      'inner@1': { status: 'running' },
      'inner@1.0': INNER,
    });
    const loop = restoreRun(plan, START, stored).steps['each']?.loop;
    expect(loop).toMatchObject({ next: 2, results: { index: 0, value: { results: [], count: 0 } } });
    expect(loop).not.toHaveProperty('items');
    expect(Object.keys(loop?.frames ?? {})).toEqual(['1']);
    const inner = loop?.frames['1']?.steps['inner']?.loop;
    expect(inner).toMatchObject({ next: 1, frames: { '0': { steps: { inner: INNER } } } });
  });

  it('keeps the iterations of a loop that waits for another attempt', () => {
    const stored = rows({ each: { status: 'waiting', wakeAt: 9 }, 'each@0': INNER });
    expect(Object.keys(restoreRun(plan, START, stored).steps['each']?.loop?.frames ?? {})).toEqual(['0']);
  });

  it('takes no notice of iterations that the loop has dropped', () => {
    const dropped = rows({ 'each@2': { status: 'cancelled' }, 'inner@2': { port: 'done' } });
    const { steps } = restoreRun(plan, START, [...done, ...dropped]);
    expect(steps['each']?.output).toMatchObject({ count: 2 });
  });

  it('takes no notice of rows in a loop that is not there', () => {
    expect(restoreRun(plan, START, rows({ 'after@3': {} })).steps).toEqual({ start: START });
  });
});

describe(restoreFrames.name, () => {
  it('gives every iteration that there was', () => {
    const frames = restoreFrames(plan, START, done);
    expect([...frames.keys()].sort()).toEqual(['', '0', '1', '1.0', '1.1']);
    expect(frames.get('1.1')?.state.steps['a']?.output).toBe('second');
    expect(frames.get('1.1')?.plan.trigger).toBe('inner');
  });
});

describe(isIterationStart.name, () => {
  it('is true of the row that keeps the item', () => {
    const starts = done
      .filter((row) => isIterationStart(plan, row))
      .map(({ nodeId, iteration }) => `${nodeId}@${iteration}`);
    expect(starts).toEqual(['each@0', 'each@1', 'inner@1.0', 'inner@1.1']);
  });
});
