import { describe, expect, it } from 'vitest';
import { drawPlan } from './graph-builders.test-support.js';
import { LedRun } from './led-run.test-support.js';
import { locateStep } from './locate-step.js';

const plan = drawPlan(['start > each', 'each.item > inner', 'inner.item > a'], {
  each: { type: 'for-each' },
  inner: { type: 'for-each' },
});

describe(locateStep.name, () => {
  const { state } = new LedRun(plan).loop('each', ['x', 'y'], 2).loop('inner@1', ['p', 'q'], 2);

  it('finds the run itself', () => {
    expect(locateStep(plan, state, { nodeId: 'each' })).toEqual({ plan, state, around: [] });
  });

  it('finds an iteration, with its item and what is around it', () => {
    const outer = state.steps['each']?.loop?.frames['1'];
    const inner = outer?.steps['inner']?.loop?.frames['0'];
    const located = locateStep(plan, state, { nodeId: 'a', iteration: '1.0' });
    expect(located).toMatchObject({ item: 'p', index: 0 });
    expect(located?.state).toBe(inner);
    expect(located?.around).toEqual([state, outer]);
    expect(located?.plan.trigger).toBe('inner');
    expect(locateStep(plan, state, { nodeId: 'inner', iteration: '0' })).toMatchObject({ item: 'x', index: 0 });
  });

  it('finds nothing where there is no such iteration', () => {
    expect(locateStep(plan, state, { nodeId: 'a', iteration: '0.0' })).toBeUndefined();
    expect(locateStep(plan, state, { nodeId: 'a', iteration: '7.0' })).toBeUndefined();
    expect(locateStep(plan, state, { nodeId: 'each', iteration: '0' })).toBeUndefined();
  });
});
