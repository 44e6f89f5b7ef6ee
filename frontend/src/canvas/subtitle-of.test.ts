import type { GraphNode } from '@eventloom/backend/contract';
import { describe, expect, it } from 'vitest';
import { subtitleOf } from './subtitle-of';
import { aType } from './test-graphs';

const said = (type: string, params: GraphNode['params'], label?: string) =>
  subtitleOf({ id: 'a', type, params, ...(label !== undefined && { label }) }, aType(type));

describe(subtitleOf.name, () => {
  it('says what a step does to what', () => {
    expect([
      said('webhook', { path: '/orders' }),
      said('schedule', { everyMs: 300_000 }),
      said('schedule', { cron: '0 9 * * 1-5' }),
      said('delay', { ms: 30_000 }),
      said('delay', { until: '{{ trigger.body.due }}' }),
      said('for-each', { items: '{{ trigger.body.items }}' }),
      said('wait-for-event', { type: 'order.paid' }),
      said('switch', { rules: [{ port: 'big' }] }),
      said('respond', { status: 201 }),
    ]).toEqual([
      'POST /hooks/orders',
      'every 5 m',
      '0 9 * * 1-5',
      '30 s',
      'until trigger.body.due',
      'over trigger.body.items',
      'for order.paid',
      '1 rule',
      'answers 201',
    ]);
  });

  it('names the type of a step with a name of its own, as long as nothing else can be said', () => {
    expect([said('delay', {}, 'Breathe'), said('delay', {})]).toEqual(['delay', 'Test']);
    expect(subtitleOf({ id: 'a', type: 'gone', params: {} }, undefined)).toBe('Unknown type “gone”');
  });
});
