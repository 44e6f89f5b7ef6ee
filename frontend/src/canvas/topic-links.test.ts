import { describe, expect, it } from 'vitest';
import { seamOf, topicLinks } from './topic-links';

describe(topicLinks.name, () => {
  it('ties publishers to the event triggers that hear them', () => {
    const nodes = [
      { id: 'tell', type: 'publish', params: { type: 'order.created' } },
      { id: 'unknown', type: 'publish', params: { type: '{{ trigger.type }}' } },
      { id: 'hear', type: 'event', params: { type: 'order.*' } },
      { id: 'deaf', type: 'event', params: { type: 'invoice.>' } },
    ];
    expect(topicLinks({ nodes, edges: [] })).toEqual([{ topic: 'order.created', source: 'tell', target: 'hear' }]);
  });
});

describe(seamOf.name, () => {
  const node = (type: string, params: Record<string, string>) => ({ id: 'a', type, params });

  it('asks who hears what a step sends, and who sends what it hears', () => {
    expect(seamOf(node('publish', { type: 'order.created' }))).toEqual({ topic: 'order.created', end: 'consumers' });
    expect(seamOf(node('webhook', { eventType: 'shop.asked' }))).toEqual({ topic: 'shop.asked', end: 'consumers' });
    expect(seamOf(node('event', { type: 'order.*' }))).toEqual({ topic: 'order.*', end: 'producers' });
    expect(seamOf(node('wait-for-event', { type: 'paid' }))).toEqual({ topic: 'paid', end: 'producers' });
  });

  it('is none where no topic is known, or the step is disabled', () => {
    expect(seamOf(node('publish', { type: '{{ trigger.topic }}' }))).toBeUndefined();
    expect(seamOf(node('webhook', { path: 'orders' }))).toBeUndefined();
    expect(seamOf(node('set', { type: 'order' }))).toBeUndefined();
    expect(seamOf({ ...node('event', { type: 'order' }), disabled: true })).toBeUndefined();
  });
});
