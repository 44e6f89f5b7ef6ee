import { describe, expect, it } from 'vitest';
import { drawPlan } from '../engine/graph-builders.test-support.js';
import { keptSteps, type EndedStep } from './kept-steps.js';

const plan = drawPlan(['start > a', 'start > b', 'a > a2', 'b > b2', 'a2 > join', 'b2 > join']);
const ended = (states: Record<string, string>): EndedStep[] =>
  Object.entries({ start: 'succeeded', ...states }).map(([nodeId, state]) => {
    const [status = '', port] = state.split(' by ');
    return { nodeId, status, port };
  });

describe(keptSteps.name, () => {
  const done = ended({ a: 'succeeded', b: 'succeeded', a2: 'failed', b2: 'cancelled' });

  it('keeps what neither failed nor was cut off, nor comes after that', () => {
    expect(keptSteps(plan, 'failed', done)).toEqual(['a', 'b']);
    const joined = ended({ a: 'failed by out', b: 'succeeded', a2: 'succeeded', b2: 'skipped', join: 'failed' });
    expect(keptSteps(plan, 'failed', joined)).toEqual(['b', 'b2']);
  });

  it('keeps nothing from the start', () => {
    expect(keptSteps(plan, 'start', done)).toEqual([]);
    expect(keptSteps(plan, 'start', [])).toEqual([]);
  });

  it('keeps what does not come after the step that was named', () => {
    const fine = ended({ a: 'succeeded', b: 'succeeded', a2: 'succeeded', b2: 'skipped', join: 'succeeded' });
    expect(keptSteps(plan, 'a', fine)).toEqual(['b', 'b2']);
    expect(keptSteps(plan, 'join', fine)).toEqual(['a', 'b', 'a2', 'b2']);
  });

  it('begins what stopped the run anew too: the next run would end before it began', () => {
    expect(keptSteps(plan, 'b', ended({ a: 'failed', b: 'succeeded', b2: 'succeeded' }))).toEqual([]);
    expect(keptSteps(plan, 'b2', ended({ a: 'failed by error', b: 'succeeded', b2: 'succeeded' }))).toEqual(['a', 'b']);
  });

  it('keeps no step that the version does not have, and begins all anew at the trigger', () => {
    expect(keptSteps(plan, 'failed', ended({ gone: 'succeeded', a: 'failed', b: 'succeeded' }))).toEqual(['b']);
    expect(keptSteps(plan, 'gone', ended({ gone: 'succeeded', a: 'succeeded' }))).toEqual(['a']);
    expect(keptSteps(plan, 'start', ended({ a: 'succeeded' }))).toEqual([]);
  });

  it('has nothing to begin at if no step failed, or none has that name', () => {
    const fine = ended({ a: 'succeeded' });
    expect(keptSteps(plan, 'failed', fine)).toBeUndefined();
    expect(keptSteps(plan, 'b', fine)).toBeUndefined();
  });
});
