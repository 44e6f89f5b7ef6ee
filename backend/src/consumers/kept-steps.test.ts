import { describe, expect, it } from 'vitest';
import { drawPlan } from '../engine/graph-builders.test-support.js';
import type { Plan } from '../engine/index.js';
import { keptSteps, type EndedStep, type StepKey } from './kept-steps.js';

const plan = drawPlan(['start > a', 'start > b', 'a > a2', 'b > b2', 'a2 > join', 'b2 > join']);
/** Steps by `node` or `node@iteration`, each with its status and the port that it left by. */
const ended = (states: Record<string, string>): EndedStep[] =>
  Object.entries(states).map(([key, state]) => {
    const [nodeId = '', iteration = ''] = key.split('@');
    const [status = '', port] = state.split(' by ');
    return { nodeId, iteration, status, port };
  });

const named = ({ nodeId, iteration }: StepKey): string => (iteration === '' ? nodeId : `${nodeId}@${iteration}`);
const keptOf = (of: Plan, from: string, steps: EndedStep[]): string[] | undefined =>
  keptSteps(of, from, steps)?.kept.map(named);

describe(keptSteps.name, () => {
  const done = ended({ a: 'succeeded', b: 'succeeded', a2: 'failed', b2: 'cancelled' });

  it('keeps what neither failed nor was cut off, nor comes after that', () => {
    expect(keptOf(plan, 'failed', done)).toEqual(['a', 'b']);
    const joined = ended({ a: 'failed by out', b: 'succeeded', a2: 'succeeded', b2: 'skipped', join: 'failed' });
    expect(keptOf(plan, 'failed', joined)).toEqual(['b', 'b2']);
  });

  it('keeps nothing from the start', () => {
    expect(keptOf(plan, 'start', done)).toEqual([]);
    expect(keptOf(plan, 'start', [])).toEqual([]);
  });

  it('keeps what does not come after the step that was named', () => {
    const fine = ended({ a: 'succeeded', b: 'succeeded', a2: 'succeeded', b2: 'skipped', join: 'succeeded' });
    expect(keptOf(plan, 'a', fine)).toEqual(['b', 'b2']);
    expect(keptOf(plan, 'join', fine)).toEqual(['a', 'b', 'a2', 'b2']);
  });

  it('begins what stopped the run anew too: the next run would end before it began', () => {
    expect(keptOf(plan, 'b', ended({ a: 'failed', b: 'succeeded', b2: 'succeeded' }))).toEqual([]);
    expect(keptOf(plan, 'b2', ended({ a: 'failed by error', b: 'succeeded', b2: 'succeeded' }))).toEqual(['a', 'b']);
  });

  it('keeps no step that the version does not have, and begins all anew at the trigger', () => {
    expect(keptOf(plan, 'failed', ended({ gone: 'succeeded', a: 'failed', b: 'succeeded' }))).toEqual(['b']);
    expect(keptOf(plan, 'gone', ended({ gone: 'succeeded', a: 'succeeded' }))).toEqual(['a']);
    expect(keptOf(plan, 'start', ended({ a: 'succeeded' }))).toEqual([]);
  });

  it('has nothing to begin at if no step failed, or none has that name', () => {
    const fine = ended({ a: 'succeeded' });
    expect(keptOf(plan, 'failed', fine)).toBeUndefined();
    expect(keptOf(plan, 'b', fine)).toBeUndefined();
  });

  describe('in loops', () => {
    const loops = drawPlan(['start > each', 'each.item > a', 'a > b', 'each.done > after', 'start > side'], {
      each: { type: 'for-each' },
    });
    const broken = ended({
      each: 'failed',
      side: 'succeeded',
      'each@0': 'succeeded by item',
      'a@0': 'succeeded',
      'b@0': 'succeeded',
      'each@1': 'succeeded by item',
      'a@1': 'succeeded',
      'b@1': 'failed',
    });

    it('keeps the iterations that went well and what went well in the others; the loop is reopened', () => {
      const again = keptSteps(loops, 'failed', broken);
      expect(again?.kept.map(named)).toEqual(['side', 'each@0', 'a@0', 'b@0', 'each@1', 'a@1']);
      expect(again?.reopened.map(named)).toEqual(['each']);
    });

    it('begins a step of a loop anew in every iteration', () => {
      const again = keptSteps(loops, 'a', broken);
      expect(again?.kept.map(named)).toEqual(['side', 'each@0', 'each@1']);
      expect(again?.reopened.map(named)).toEqual(['each']);
    });

    it('keeps nothing of a loop that begins anew itself', () => {
      expect(keptSteps(loops, 'each', broken)).toEqual({ kept: [{ nodeId: 'side', iteration: '' }], reopened: [] });
    });

    it('begins a loop anew that failed by itself', () => {
      const failed = ended({ each: 'failed', side: 'succeeded' });
      expect(keptSteps(loops, 'failed', failed)).toEqual({ kept: [{ nodeId: 'side', iteration: '' }], reopened: [] });
    });
  });
});
