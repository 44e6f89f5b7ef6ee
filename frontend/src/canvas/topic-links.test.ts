import { describe, expect, it } from 'vitest';
import { topicLinks } from './topic-links';

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
