import { describe, expect, it } from 'vitest';
import { buildMap } from './build-map.js';
import type { LinkedWorkflow, Listening } from './workflow-links.js';

function listening(pattern: string, extras: Partial<Listening> = {}): Listening {
  return { nodeId: 'on', nodeType: 'event', label: 'Event', pattern, source: null, isFiltered: false, ...extras };
}

function workflow(name: string, links: Partial<LinkedWorkflow>): LinkedWorkflow {
  return { workflowId: name.toLowerCase(), name, status: 'published', listens: [], publishes: [], waits: [], ...links };
}

const hook = { nodeId: 'hook', nodeType: 'webhook', label: 'Webhook', source: '/hooks/shop' };
const shop = workflow('Shop', {
  listens: [listening('shop.order', hook)],
  publishes: [{ nodeId: 'send', label: 'Send event', topic: 'order.created' }],
});
const bills = workflow('Bills', { listens: [listening('order.*', { isFiltered: true })], status: 'paused' });

describe(buildMap, () => {
  it('draws producers, topics and consumers, with what was seen', () => {
    const { nodes, edges } = buildMap({
      workflows: [shop, bills],
      rates: [
        { type: 'shop.order', source: '/hooks/shop', perMinute: 6 },
        { type: 'order.created', source: '/workflows/shop', perMinute: 5.333333 },
      ],
      loads: [{ workflowId: 'bills', nodeId: 'on', perMinute: 2, backlog: 7 }],
    });
    expect(nodes.map(({ id, label, ratePerMinute }) => [id, label, ratePerMinute])).toEqual([
      ['producer:webhook:shop:hook', '/hooks/shop', 6],
      ['producer:workflow:shop', 'Shop', 5.33],
      ['topic:order.created', 'order.created', 5.33],
      ['topic:shop.order', 'shop.order', 6],
      ['consumer:shop', 'Shop', 0],
      ['consumer:bills', 'Bills', 2],
    ]);
    expect(edges.map(({ source, target, kind }) => `${source} ${kind} ${target}`)).toEqual([
      'producer:webhook:shop:hook produces topic:shop.order',
      'producer:workflow:shop produces topic:order.created',
      'topic:shop.order consumes consumer:shop',
      'topic:order.created consumes consumer:bills',
    ]);
    expect(edges.at(-1)).toMatchObject({ ratePerMinute: 2, backlog: 7, isFiltered: true });
  });

  it('shows who makes events without being drawn anywhere', () => {
    const { nodes } = buildMap({
      workflows: [shop],
      rates: [
        { type: 'temp.read', source: '/sensors', perMinute: 1 },
        { type: 'made.up', source: '/workflows/shop', perMinute: 1 },
      ],
      loads: [],
    });
    expect(nodes.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['producer:source:/sensors', 'topic:temp.read', 'topic:made.up']),
    );
    expect(nodes.find(({ id }) => id === 'producer:workflow:shop')).toMatchObject({ ratePerMinute: 1 });
  });

  it('divides the runs of a pattern among the topics that it fits', () => {
    const { edges } = buildMap({
      workflows: [bills],
      rates: [
        { type: 'order.created', source: '/x', perMinute: 3 },
        { type: 'order.paid', source: '/x', perMinute: 1 },
      ],
      loads: [{ workflowId: 'bills', nodeId: 'on', perMinute: 4, backlog: 8 }],
    });
    const consuming = edges.filter(({ kind }) => kind === 'consumes');
    expect(consuming.map(({ ratePerMinute, backlog }) => [ratePerMinute, backlog])).toEqual([
      [3, 6],
      [1, 2],
    ]);
  });

  it('lets a pattern stand for itself that fits no topic, and draws two triggers for one topic as one line', () => {
    const twice = workflow('Twice', { listens: [listening('a.>'), listening('a.>', { nodeId: 'also' })] });
    const { nodes, edges } = buildMap({ workflows: [twice], rates: [], loads: [] });
    expect(nodes.map(({ id }) => id)).toEqual(['topic:a.>', 'consumer:twice']);
    expect(edges).toHaveLength(1);
  });
});
