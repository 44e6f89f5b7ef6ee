import { describe, expect, it } from 'vitest';
import { matchesTopic, topicLinks } from './topic-links';

describe(matchesTopic.name, () => {
  it('takes * for one segment and a last > for the rest', () => {
    expect(matchesTopic('order.created', 'order.created')).toBe(true);
    expect(matchesTopic('order.*', 'order.created')).toBe(true);
    expect(matchesTopic('order.*', 'order.created.eu')).toBe(false);
    expect(matchesTopic('order.>', 'order.created.eu')).toBe(true);
    expect(matchesTopic('order.>', 'order')).toBe(false);
    expect(matchesTopic('>', 'anything.at.all')).toBe(true);
  });
});

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
