import type { Delivery } from '@eventloom/backend/contract';
import { describe, expect, it } from 'vitest';
import { whyNothing } from './delivery-words';

const delivery = (outcome: Delivery['outcome'], reason?: string): Delivery => ({
  workflowId: 'w1',
  workflowName: 'Invoices',
  trigger: 'order',
  outcome,
  ...(reason !== undefined && { reason }),
});

describe(whyNothing.name, () => {
  it('says that nobody listens', () => {
    expect(whyNothing('order.created', [])[0]).toBe('No published workflow listened to order.created when it came in.');
  });

  it('names the clause of the filter, or what it is held by', () => {
    expect(whyNothing('order.created', [delivery('filtered', '99 gt 100')])).toEqual([
      'Invoices heard it, but its filter refused it: 99 gt 100.',
    ]);
    expect(whyNothing('order.created', [delivery('held', 'the workflow is paused')])).toEqual([
      'Invoices holds it: the workflow is paused. It is worked off as soon as that is over.',
    ]);
    expect(whyNothing('order.created', [delivery('deduplicated')])).toEqual(['Invoices dropped it.']);
  });

  it('has nothing to explain where something ran', () => {
    expect(whyNothing('order.created', [delivery('filtered', '99 gt 100'), delivery('run')])).toEqual([]);
    expect(whyNothing('order.created', [delivery('dead-lettered', 'It broke.')])).toEqual([]);
  });
});
