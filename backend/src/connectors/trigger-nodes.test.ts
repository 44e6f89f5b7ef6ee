import { describe, expect, it } from 'vitest';
import { findTrigger } from './catalog.js';
import type { TriggerBinding } from './define-node.js';

function bind(type: string, params: Record<string, unknown>): TriggerBinding | null | undefined {
  const trigger = findTrigger(type);
  return trigger?.bind(trigger.parameters.parse(params));
}

function sample(type: string, params: Record<string, unknown>): unknown {
  const trigger = findTrigger(type);
  return trigger?.sample(trigger.parameters.parse(params));
}

describe('webhook', () => {
  it('owns its address, and listens to what is published for it', () => {
    expect(bind('webhook', { path: '/orders/new/' })).toEqual({
      type: 'eventloom.webhook.received',
      source: '/hooks/orders/new',
      route: 'orders/new',
    });
    expect(bind('webhook', { path: 'orders', eventType: 'order.received' })?.type).toBe('order.received');
    expect(bind('webhook', { path: 'orders', eventType: '' })?.type).toBe('eventloom.webhook.received');
  });

  it('makes a sample that looks like a request', () => {
    expect(sample('webhook', { path: 'orders', method: 'ANY', sample: { id: 1 } })).toEqual({
      method: 'POST',
      path: '/hooks/orders',
      headers: {},
      query: {},
      params: {},
      body: { id: 1 },
    });
  });

  it.each(['', '/', 'a//b', '../x', 'a b', 'ä', 'x'.repeat(201), 'a?b'])('does not take %j for a path', (path) => {
    const isValid = findTrigger('webhook')?.parameters.safeParse({ path }).success;
    expect(isValid).toBe(path === '../x');
  });

  it('takes no form of authentication that it does not check', () => {
    expect(findTrigger('webhook')?.parameters.safeParse({ path: 'a', auth: 'hmac' }).success).toBe(false);
  });
});

describe('event', () => {
  it('listens to a topic or a pattern, perhaps of one source and with a filter', () => {
    const filter = { all: [{ left: '{{ event.data.total }}', operator: 'gt', right: 1 }] };
    expect(bind('event', { type: 'order.*' })).toEqual({ type: 'order.*' });
    expect(bind('event', { type: 'order.>', source: '/shop', filter })).toEqual({
      type: 'order.>',
      source: '/shop',
      filter,
    });
    expect(bind('event', { type: 'a', orderingKey: '{{ event.subject }}' })?.ordering).toEqual({
      key: '{{ event.subject }}',
      onDeadLetter: 'block',
    });
    expect(bind('event', { type: 'a', orderingKey: '', onDeadLetter: 'skip' })).toEqual({ type: 'a' });
    for (const type of ['', 'order.', '>.order', 'a b', 'order.*x'])
      expect(findTrigger('event')?.parameters.safeParse({ type }).success).toBe(false);
    expect(sample('event', { type: 'a', sample: [1] })).toEqual([1]);
  });
});

describe('schedule', () => {
  it('listens to no topic, and its sample looks like one of its times', () => {
    expect(bind('schedule', { cron: '0 9 * * *' })).toBeNull();
    expect(sample('schedule', { everyMs: 60_000 })).toEqual({
      dueAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
    });
  });
});

describe('manual', () => {
  it('listens to nothing and has a sample', () => {
    expect(bind('manual', {})).toBeNull();
    expect([sample('manual', {}), sample('manual', { sample: 5 })]).toEqual([{}, 5]);
  });
});
