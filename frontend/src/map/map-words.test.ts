import { describe, expect, it } from 'vitest';
import { findBacklogs, findNodes, formatRate, kindWord, nodeName } from './map-words';
import { edge, node } from './test-maps';

describe(formatRate, () => {
  it('is exact where it is small and whole where it is large', () => {
    expect([0, 0.02, 0.24, 3, 9.96, 12.4].map(formatRate)).toEqual(['0', '<0.1', '0.2', '3', '10', '12']);
  });
});

describe(nodeName, () => {
  it('tells what a node is and how much goes on', () => {
    expect(nodeName(node('topic:order.created', { ratePerMinute: 12 }))).toBe('order.created, topic, 12/min');
  });
});

describe(kindWord, () => {
  it('tells workflows, triggers and what comes from outside apart', () => {
    const hook = node('producer:webhook:a:hook', { nodeType: 'webhook' });
    expect([node('consumer:a'), hook, node('producer:source:/x'), node('topic:t')].map(kindWord)).toEqual([
      'Workflow',
      'Webhook',
      'Source outside',
      'Topic',
    ]);
  });
});

describe(findNodes, () => {
  const nodes = [node('topic:order.created'), node('consumer:Bill orders'), node('producer:clock')];

  it('finds by name and by kind, all words in any order', () => {
    expect(findNodes(nodes, 'ORDER')).toEqual(['topic:order.created', 'consumer:Bill orders']);
    expect(findNodes(nodes, 'topic order')).toEqual(['topic:order.created']);
    expect(findNodes(nodes, 'nothing')).toEqual([]);
  });

  it('finds nothing for nothing', () => {
    expect(findNodes(nodes, '  ')).toEqual([]);
  });
});

describe(findBacklogs, () => {
  it('adds up what waits before each consumer', () => {
    const edges = [
      edge('topic:a', 'consumer:x', { backlog: 3 }),
      edge('topic:b', 'consumer:x', { backlog: 4 }),
      edge('topic:b', 'consumer:y', { backlog: 9 }),
      edge('topic:b', 'consumer:z', { backlog: 0 }),
    ];
    expect(Object.fromEntries(findBacklogs(edges))).toEqual({ 'consumer:x': 7, 'consumer:y': 9 });
  });
});
