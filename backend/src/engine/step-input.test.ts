import { describe, expect, it } from 'vitest';
import { drawPlan } from './graph-builders.test-support.js';
import type { RunState, StepState } from './run-state.js';
import { inputsByNode, lastOutput, stepInput } from './step-input.js';

const done = (output: unknown, port?: string): StepState => ({
  status: 'succeeded',
  output,
  attempts: [],
  ...(port && { port }),
});
const skipped: StepState = { status: 'skipped', attempts: [] };
const error = { code: 'X', message: 'x' };
const continued: StepState = { status: 'failed', port: 'out', output: { error }, error, attempts: [] };
const state = (steps: Record<string, StepState>): RunState => ({ steps });

describe(stepInput.name, () => {
  const plan = drawPlan(['start > big', 'big.true > a', 'big.false > b', 'a > join', 'b > join', 'start > join'], {
    big: { type: 'if' },
  });

  it('is the output of the node before', () => {
    expect(stepInput(plan, state({ start: done({ total: 1 }) }), 'big')).toEqual({ total: 1 });
  });

  it('is an object by node id after several, of those that the run came by', () => {
    const steps = { start: done('s'), big: done('s', 'true'), a: done('a'), b: skipped };
    expect(stepInput(plan, state(steps), 'join')).toEqual({ a: 'a', start: 's' });
  });

  it('is the output itself if the run came by one way only', () => {
    const steps = { start: skipped, big: done('s', 'false'), a: skipped, b: done('b') };
    expect(stepInput(plan, state(steps), 'join')).toBe('b');
  });

  it('counts a node once, however many of its ports lead on', () => {
    const twice = drawPlan(['start > a', 'a > b', 'a.out > b']);
    expect(stepInput(twice, state({ start: done(1), a: done(2) }), 'b')).toBe(2);
  });

  it('is the error of a step whose failure was continued', () => {
    expect(stepInput(drawPlan(['start > a', 'a > b']), state({ start: done(1), a: continued }), 'b')).toEqual({
      error,
    });
  });

  it('is undefined for what the run did not come to', () => {
    expect(stepInput(plan, state({ start: done('s'), big: done('s', 'true') }), 'b')).toBeUndefined();
    expect(stepInput(plan, state({}), 'start')).toBeUndefined();
    expect(stepInput(plan, state({}), 'unknown')).toBeUndefined();
  });
});

describe(inputsByNode.name, () => {
  it('names the nodes that the run came by, also if it was one only', () => {
    const plan = drawPlan(['start > big', 'big.true > a', 'big.false > join', 'a > join'], { big: { type: 'if' } });
    const steps = { start: done(1), big: done(1, 'true'), a: done(2) };
    expect(inputsByNode(plan, state(steps), 'join')).toEqual({ a: 2 });
    expect(inputsByNode(plan, state(steps), 'a')).toEqual({ big: 1 });
    expect(inputsByNode(plan, state(steps), 'start')).toEqual({});
  });
});

describe(lastOutput.name, () => {
  it('is the output of the last node', () => {
    expect(lastOutput(drawPlan(['start > a']), state({ start: done(1), a: done(2) }))).toBe(2);
    expect(lastOutput(drawPlan([]), state({ start: done(1) }))).toBe(1);
  });

  it('is an object by node id if several nodes end the run', () => {
    const plan = drawPlan(['start > a', 'start > constructor']);
    expect(lastOutput(plan, state({ start: done(0), a: done(1), constructor: done(2) }))).toEqual({
      a: 1,
      constructor: 2,
    });
  });

  it('is that of the node after which nothing was taken', () => {
    const plan = drawPlan(['start > big', 'big.true > a'], { big: { type: 'if' } });
    expect(lastOutput(plan, state({ start: done(1), big: done(1, 'false'), a: skipped }))).toBe(1);
  });

  it('is the error if the last node failed and was continued', () => {
    expect(lastOutput(drawPlan(['start > a']), state({ start: done(1), a: continued }))).toEqual({ error });
  });

  it('is undefined as long as nothing has ended', () => {
    expect(lastOutput(drawPlan(['start > a']), state({}))).toBeUndefined();
  });
});
