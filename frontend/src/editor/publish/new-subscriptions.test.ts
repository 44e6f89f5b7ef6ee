import type { Graph, GraphNode } from '@eventloom/backend/contract';
import { describe, expect, it } from 'vitest';
import { newSubscriptions } from './new-subscriptions';

const hears = (id: string, params: GraphNode['params'], change: Partial<GraphNode> = {}): GraphNode => ({
  id,
  type: 'event',
  params,
  ...change,
});
const graph = (...nodes: GraphNode[]): Graph => ({ nodes, edges: [] });
const ids = (nodes: GraphNode[]): string[] => nodes.map((node) => node.id);

describe(newSubscriptions.name, () => {
  const orders = hears('orders', { type: 'order.created' });

  it('finds all of a workflow that was never published', () => {
    expect(ids(newSubscriptions(graph(orders, { id: 'hook', type: 'webhook', params: {} }), undefined))).toEqual([
      'orders',
    ]);
  });

  it('finds what hears another topic, source or filter than before', () => {
    const refunds = hears('refunds', { type: 'refund.*' });
    const published = graph(orders);
    expect(ids(newSubscriptions(graph(orders, refunds), published))).toEqual(['refunds']);
    expect(ids(newSubscriptions(graph(hears('orders', { type: 'order.>' })), published))).toEqual(['orders']);
    const narrow = hears('orders', { type: 'order.created', source: 'shop' });
    expect(ids(newSubscriptions(graph(narrow), published))).toEqual(['orders']);
  });

  it('leaves out what hears the same, whatever it is called, and what is switched off', () => {
    const renamed = hears('bought', { type: 'order.created', sample: { id: 1 } }, { label: 'Bought' });
    expect(newSubscriptions(graph(renamed), graph(orders))).toEqual([]);
    expect(newSubscriptions(graph({ ...orders, disabled: true }), undefined)).toEqual([]);
  });
});
