import { describe, expect, it } from 'vitest';
import { whyHeld, type HeldRow } from './why-held.js';

const ROW: HeldRow = {
  held: null,
  orderKey: null,
  ahead: null,
  isPaused: false,
  due: null,
  concurrencyLimit: 1,
  throttleLimit: 5,
  throttlePeriodMs: 1500,
  heldBy: null,
};
const due = new Date('2026-01-02T03:04:05.000Z');
const until = '2026-01-02T03:04:05.000Z';

describe(whyHeld.name, () => {
  it('says nothing of a run that nothing holds', () => {
    expect(whyHeld(ROW)).toBeUndefined();
  });

  it('tells of the pause before all else', () => {
    const paused = { type: 'paused', sentence: 'The workflow is paused.' };
    expect(whyHeld({ ...ROW, held: '{"type":"paused"}' })).toEqual(paused);
    expect(whyHeld({ ...ROW, isPaused: true, held: '{"type":"throttle","key":"a"}' })).toEqual(paused);
  });

  it('names the run that has the place of its key', () => {
    expect(whyHeld({ ...ROW, held: '{"type":"concurrency","key":"ada"}', heldBy: ['r1'] })).toEqual({
      type: 'concurrency',
      sentence: 'Waits for its turn: one run at a time for “ada”, now run r1.',
      key: 'ada',
      heldBy: ['r1'],
    });
    expect(whyHeld({ ...ROW, held: '{"type":"concurrency","key":""}', concurrencyLimit: 3 })?.sentence).toBe(
      'Waits for its turn: 3 runs at a time.',
    );
  });

  it('names the run that is ahead under its ordering key, and whether that stands in the way', () => {
    const row = { ...ROW, held: '{"type":"ordering"}', orderKey: 'ada' };
    expect(whyHeld({ ...row, ahead: { runId: 'r1', isBlocked: false } })).toEqual({
      type: 'ordering',
      sentence: 'Waits for its turn for “ada”: run r1 is ahead.',
      key: 'ada',
      heldBy: ['r1'],
    });
    expect(whyHeld({ ...row, ahead: { runId: 'r1', isBlocked: true } })?.sentence).toBe(
      'Waits for “ada” until run r1, which failed, is replayed or discarded.',
    );
    expect(whyHeld({ ...row, ahead: null })?.sentence).toBe('Has its turn for “ada” at any moment.');
  });

  it('says until when, where that is known', () => {
    expect(whyHeld({ ...ROW, held: '{"type":"throttle","key":""}', due, heldBy: ['r1'] })).toEqual({
      type: 'throttle',
      sentence: 'Waits for its turn: 5 runs begin in 1.5 s.',
      until,
      key: '',
    });
    expect(whyHeld({ ...ROW, held: '{"type":"debounce","key":"a"}', due })).toMatchObject({
      sentence: 'Waits whether another event follows for “a”.',
      until,
    });
    expect(whyHeld({ ...ROW, held: '{"type":"batch","key":""}', due })?.sentence).toBe(
      'Its event is being gathered with others.',
    );
  });
});
