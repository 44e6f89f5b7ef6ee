import { describe, expect, it } from 'vitest';
import { toDelivery, type DeliveryRow } from './delivery-outcome.js';
import { HELD_PAUSED } from './held.js';

const ROW: DeliveryRow = {
  workflowId: 'w',
  workflowName: 'Orders',
  trigger: 'on',
  outcome: 'run',
  reason: null,
  runId: 'r',
  held: null,
  ahead: null,
  error: null,
  isPaused: false,
  isReplay: false,
  isTest: false,
  isLettered: false,
};

const told = (more: Partial<DeliveryRow>) => {
  const { outcome, reason, runId } = toDelivery({ ...ROW, ...more });
  return { outcome, reason, runId };
};

describe(toDelivery.name, () => {
  it('names the run, or why there is none', () => {
    expect(toDelivery(ROW)).toEqual({
      workflowId: 'w',
      workflowName: 'Orders',
      trigger: 'on',
      outcome: 'run',
      runId: 'r',
    });
    expect(told({ runId: null, outcome: 'filtered', reason: 'the filter was not met' })).toEqual({
      outcome: 'filtered',
      reason: 'the filter was not met',
      runId: undefined,
    });
  });

  it('is held while its workflow is paused, marked so or not yet', () => {
    const held = { outcome: 'held', reason: 'the workflow is paused', runId: 'r' };
    expect(told({ held: HELD_PAUSED })).toEqual(held);
    expect(told({ isPaused: true })).toEqual(held);
    expect(told({ isPaused: true, held: '{"type":"throttle","key":""}' })).toEqual(held);
  });

  it('is held while it is not decided whether it gets a run of its own', () => {
    expect(told({ held: '{"type":"debounce","key":"a"}' }).outcome).toBe('held');
    expect(told({ held: '{"type":"batch","key":"a"}' }).outcome).toBe('held');
    expect(told({ held: '{"type":"concurrency","key":"a"}' })).toEqual({ outcome: 'run', runId: 'r' });
  });

  it('is held by the run that is ahead of it under its ordering key', () => {
    const held = '{"type":"ordering"}';
    expect(told({ held, ahead: { runId: 'x', isBlocked: false } })).toEqual({
      outcome: 'held',
      reason: 'waits for its turn behind run x',
      runId: 'r',
    });
    expect(told({ held, ahead: { runId: 'x', isBlocked: true } }).reason).toBe('blocked by the dead letter of run x');
    expect(told({ held }).outcome).toBe('held');
  });

  it('was deduplicated by the event that superseded it', () => {
    expect(told({ error: '{"code":"DEBOUNCED","message":"superseded by run x"}' })).toEqual({
      outcome: 'deduplicated',
      reason: 'superseded by run x',
      runId: 'r',
    });
  });

  it('has the run of the batch that it went into', () => {
    expect(told({ error: '{"code":"BATCHED","message":"","details":{"runId":"x"}}' })).toEqual({
      outcome: 'run',
      reason: 'batched into run x',
      runId: 'x',
    });
    expect(told({ error: '{"code":"WORKFLOW_UNPUBLISHED","message":""}' }).outcome).toBe('run');
  });

  it('is a dead letter if its run failed for good and nothing made up for it', () => {
    expect(told({ isLettered: true, error: '{"code":"HTTP_500","message":"the shop is closed"}' })).toEqual({
      outcome: 'dead-lettered',
      reason: 'the shop is closed',
      runId: 'r',
    });
  });

  it('says that it was handed out again, or tried out with', () => {
    expect(toDelivery({ ...ROW, isReplay: true }).replay).toBe(true);
    expect(toDelivery({ ...ROW, isTest: true }).test).toBe(true);
    expect(toDelivery(ROW)).not.toHaveProperty('replay');
  });
});
