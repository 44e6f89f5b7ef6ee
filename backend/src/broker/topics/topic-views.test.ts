import { describe, expect, it } from 'vitest';
import { toProducer } from './topic-views.js';

const ID = '01900000-0000-7000-8000-000000000000';

describe(toProducer.name, () => {
  const facts = {
    atRoute: (route: string) => (route === 'shop/orders' ? { workflowId: ID } : undefined),
    workflows: new Map([[ID, { id: ID, name: 'Shop', isPaused: false }]]),
  };

  it.each([
    ['order.created', `/workflows/${ID}`, { kind: 'workflow', label: 'Shop', workflowId: ID }],
    ['eventloom.schedule.due', `/workflows/${ID}`, { kind: 'schedule', label: 'Shop', workflowId: ID }],
    ['order.created', '/workflows/gone', { kind: 'source', label: '/workflows/gone' }],
    ['order.created', '/hooks/shop/orders', { kind: 'webhook', label: '/hooks/shop/orders', workflowId: ID }],
    ['order.created', '/hooks/gone', { kind: 'webhook', label: '/hooks/gone' }],
    ['order.created', '/shop/berlin', { kind: 'source', label: '/shop/berlin' }],
    ['order.created', '', { kind: 'source', label: 'others' }],
  ])('knows who makes %s at "%s"', (type, source, producer) => {
    expect(toProducer(type, source, facts)).toEqual(producer);
  });
});
