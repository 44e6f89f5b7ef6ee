import { describe, expect, it } from 'vitest';
import { cancelFrame, cancelIterations, isAtRest, isBusy, resultOf } from './frame-result.js';
import { openFrame, type Consequences, type Frame } from './frame.js';
import { drawPlan } from './graph-builders.test-support.js';
import type { LoopState, RunState, StepState } from './run-state.js';

const plan = drawPlan(['start > a', 'start > b', 'start > each', 'each.item > c'], { each: { type: 'for-each' } });
const step = (status: StepState['status'], more: Partial<StepState> = {}): StepState => ({
  status,
  attempts: [],
  ...more,
});
const looping = (frames: LoopState['frames'], more: Partial<LoopState> = {}): StepState =>
  step('running', { loop: { items: [1, 2], concurrency: 2, next: 2, frames, ...more } });
const out = (): Consequences => ({ commands: [], changes: new Map() });
const open = (steps: RunState['steps']): Frame =>
  openFrame(plan, { steps }, { iteration: '', isHalted: false, out: out() });
const X = { code: 'X', message: 'x' };

describe(resultOf.name, () => {
  it('tells what is performed and what waits, also in loops, and when the first of it is to be woken', () => {
    const waiting = { steps: { c: step('waiting', { wakeAt: 7 }) } };
    expect(resultOf(open({ a: step('succeeded') }))).toMatchObject({
      isBusy: false,
      isWaiting: false,
      wakeAt: Infinity,
    });
    expect(resultOf(open({ a: step('running') }))).toMatchObject({ isBusy: true, isWaiting: false });
    const inLoop = { a: step('waiting', { wakeAt: 9 }), b: step('waiting'), each: looping({ 0: waiting }) };
    expect(resultOf(open(inLoop))).toMatchObject({ isBusy: false, isWaiting: true, wakeAt: 7 });
    expect(resultOf(open({ each: looping({ 1: { steps: { c: step('running') } } }) })).isBusy).toBe(true);
  });

  it('counts a loop as being performed until its items are known', () => {
    expect(resultOf(open({ each: step('running') })).isBusy).toBe(true);
    const takenOver = step('running', { loop: { concurrency: 1, next: 0, frames: {} } });
    expect(isBusy({ steps: { each: takenOver } })).toBe(true);
    expect(isBusy({ steps: { each: looping({}) } })).toBe(false);
  });

  it('tells the failure that came first, by its place; one that was continued is none', () => {
    const late = step('failed', { error: { code: 'LATE', message: '' }, finishedAt: 9 });
    const early = step('failed', { error: { code: 'EARLY', message: '' }, finishedAt: 3 });
    expect(resultOf(open({ a: late, b: early })).failure).toEqual({ code: 'EARLY', message: '', nodeId: 'b' });
    expect(resultOf(open({ a: step('failed', { error: X, port: 'out' }) })).failure).toBeUndefined();
    const inIteration = openFrame(plan, { steps: { a: late } }, { iteration: '2.0', isHalted: false, out: out() });
    expect(resultOf(inIteration).failure).toMatchObject({ nodeId: 'a', iteration: '2.0' });
  });
});

describe(isAtRest.name, () => {
  it('is true of what neither is performed nor waits', () => {
    expect(isAtRest({ isBusy: false, isWaiting: false, wakeAt: Infinity })).toBe(true);
    expect(isAtRest({ isBusy: true, isWaiting: false, wakeAt: Infinity })).toBe(false);
    expect(isAtRest({ isBusy: false, isWaiting: true, wakeAt: 1 })).toBe(false);
  });
});

describe(cancelFrame.name, () => {
  it('cancels all that is under way, in its loops and in the iterations that they keep for later as well', () => {
    const gone = out();
    const running = step('running', { attempts: [{ number: 1, startedAt: 1 }] });
    const kept = { index: 1, state: { steps: { c: step('running') } }, later: undefined };
    const each = looping({ 0: { steps: { c: running } } }, { kept });
    const waiting = step('waiting', { wakeAt: 9, attempts: [{ number: 1, startedAt: 1 }] });
    const steps = { a: step('succeeded'), b: waiting, each };
    cancelFrame(plan, { steps }, { iteration: '', out: gone }, 5, X);
    const changes = [...gone.changes].map(([key, { step: changed }]) => [key, changed]);
    expect(Object.fromEntries(changes)).toEqual({
      '/b': step('cancelled', { attempts: [{ number: 1, startedAt: 1, finishedAt: 5 }], finishedAt: 5 }),
      '/each': step('cancelled', { finishedAt: 5 }),
      '0/c': step('cancelled', { attempts: [{ number: 1, startedAt: 1, finishedAt: 5, error: X }], finishedAt: 5 }),
      '1/c': step('cancelled', { finishedAt: 5 }),
    });
  });
});

describe(cancelIterations.name, () => {
  it('knows no iterations of what is no loop', () => {
    const frame = open({ a: step('running') });
    cancelIterations(frame, 'a', { concurrency: 1, next: 0, frames: { 0: { steps: { c: step('running') } } } }, 5);
    expect(frame.out.changes.size).toBe(0);
  });
});
