import { describe, expect, it } from 'vitest';
import type { ShownRun, ShownStep } from '../api/queries';
import { stepAmong, stepsOf, worthShowing } from './chosen-step';
import { aRun, aStep } from './test-runs';

const runOf = (steps: ShownStep[], change: Partial<ShownRun> = {}): ShownRun => ({
  ...aRun('r1', 0),
  steps,
  graph: { nodes: [], edges: [] },
  retryOf: null,
  parent: null,
  waitingFor: [],
  ...change,
});

describe(worthShowing.name, () => {
  it('is what failed, else what began last, else the trigger', () => {
    const steps = [aStep('a', 0, 5), aStep('b', 10, 15), aStep('c', null, null)];
    expect(worthShowing(runOf(steps, { error: { code: 'X', message: '', nodeId: 'a' } }))).toBe('a');
    expect(worthShowing(runOf(steps))).toBe('b');
    expect(worthShowing(runOf([]))).toBe('order');
  });
});

describe(stepsOf.name, () => {
  it('orders iterations by number', () => {
    const steps = ['10', '3.10', '2', '3.2', '0'].map((iteration) => aStep('a', 0, 1, { iteration }));
    expect(stepsOf(runOf([...steps, aStep('b', 0, 1)]), 'a').map(({ iteration }) => iteration)).toEqual([
      '0',
      '2',
      '3.2',
      '3.10',
      '10',
    ]);
  });
});

describe(stepAmong.name, () => {
  const steps = [
    aStep('a', 0, 1, { iteration: '0' }),
    aStep('a', 0, 1, { iteration: '1', status: 'failed' }),
    aStep('a', 0, 1, { iteration: '2' }),
    aStep('a', null, null, { iteration: '3', status: 'pending' }),
  ];
  it('is the one that is wanted, else one that failed, else the last that began', () => {
    expect(stepAmong(steps, '2')?.iteration).toBe('2');
    expect(stepAmong(steps, '99')?.iteration).toBe('1');
    expect(stepAmong(steps.toSpliced(1, 1), undefined)?.iteration).toBe('2');
    expect(stepAmong([], undefined)).toBeUndefined();
  });
});
