import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FlowPlace } from '../flow-limits.js';
import { HELD_ORDERING, HELD_PAUSED } from '../held.js';
import { decideHead, holdInLane, type Head } from './decide-heads.js';
import { ModelLane } from './lane.test-support.js';

const WAITING: Head = { status: 'queued', held: HELD_ORDERING, blocked: false, isPaused: false, isLimited: false };

const action = fc.oneof(
  { weight: 5, arbitrary: fc.constant((lane: ModelLane) => lane.enter()) },
  { weight: 4, arbitrary: fc.constant((lane: ModelLane) => lane.end('succeeded')) },
  { weight: 2, arbitrary: fc.constant((lane: ModelLane) => lane.end('failed')) },
  { weight: 1, arbitrary: fc.nat(20).map((index) => (lane: ModelLane) => lane.cancel(index)) },
  { weight: 1, arbitrary: fc.constant((lane: ModelLane) => lane.retry()) },
  { weight: 1, arbitrary: fc.constant((lane: ModelLane) => lane.giveUp()) },
  { weight: 1, arbitrary: fc.constant((lane: ModelLane) => void (lane.isPaused = true)) },
  { weight: 1, arbitrary: fc.constant((lane: ModelLane) => lane.resume()) },
);
const story = fc.array(fc.record({ act: action, isLost: fc.boolean() }), { maxLength: 60 });

describe(decideHead.name, () => {
  it('lets one run after the other begin in the order of coming, and lets none wait for nothing', () => {
    fc.assert(
      fc.property(fc.constantFrom('block' as const, 'skip' as const), story, (onDeadLetter, happenings) => {
        const lane = new ModelLane(onDeadLetter);
        for (const { act, isLost } of happenings) {
          act(lane);
          // What should have followed got lost: the next look makes up for it.
          if (!isLost) lane.settle();
          expect(lane.underWay.length).toBeLessThanOrEqual(1);
          expect(lane.begun).toEqual(lane.begun.toSorted((a, b) => a - b));
        }
        lane.settle();
        if (!lane.isPaused && !lane.isBlocked && lane.underWay.length === 0) expect(lane.waiting).toEqual([]);
        lane.resume();
        for (let left = 60; left > 0; left -= 1) {
          lane.giveUp();
          lane.settle();
          lane.end('succeeded');
        }
        lane.settle();
        expect([...lane.underWay, ...lane.waiting]).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it.each<[string, Partial<Head>, ReturnType<typeof decideHead>]>([
    ['waits for nobody any more', {}, 'begins'],
    ['is paused', { isPaused: true }, 'is-paused'],
    ['is limited', { isLimited: true }, 'is-limited'],
    ['has begun', { status: 'running', held: null }, 'stands'],
    ['waits for a step', { status: 'waiting', held: null }, 'stands'],
    ['waits for a worker', { held: null }, 'stands'],
    ['is held by something else', { held: HELD_PAUSED }, 'stands'],
    ['has failed, and blocks', { status: 'failed', blocked: true }, 'stands'],
    ['has failed, and does not', { status: 'failed' }, 'is-over'],
    ['has ended without leaving', { status: 'succeeded' }, 'is-over'],
    ['is gone', { status: null, blocked: true }, 'is-over'],
  ])('knows what to do about one that %s', (_, head, verdict) => {
    expect(decideHead({ ...WAITING, ...head })).toBe(verdict);
  });
});

describe(holdInLane.name, () => {
  const flow = { stage: 'begin', held: { type: 'concurrency', key: 'a' } } as FlowPlace;

  it('has the first of a lane begin, or wait for the limits', () => {
    expect(holdInLane(undefined, true)).toEqual({ held: null, flow: undefined });
    expect(holdInLane(flow, true)).toEqual({ held: '{"type":"concurrency","key":"a"}', flow });
  });

  it('has the others wait for their turn, and look at the limits after that', () => {
    expect(holdInLane(undefined, false)).toEqual({ held: HELD_ORDERING, flow: undefined });
    expect(holdInLane(flow, false)).toEqual({ held: HELD_ORDERING, flow: { ...flow, stage: 'order' } });
  });
});
