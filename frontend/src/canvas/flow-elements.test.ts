import type { GraphNode, NodeManifest } from '@eventloom/backend/contract';
import { describe, expect, it } from 'vitest';
import { createNodeMapper, toFlowEdges } from './flow-elements';

const type = (name: string, ports: NodeManifest['ports'], kind: NodeManifest['kind'] = 'action'): NodeManifest => ({
  type: name,
  kind,
  tone: 'action',
  title: name,
  description: '',
  group: '',
  icon: 'box',
  keywords: [],
  effect: false,
  ports,
  parameters: {},
  literal: [],
  defaults: {},
});
const out = { name: 'out', title: '' };
const manifests = new Map([
  ['set', type('set', { input: true, outputs: [out] })],
  ['event', type('event', { input: false, outputs: [out] }, 'trigger')],
]);
const node = (id: string, more: Partial<GraphNode> = {}): GraphNode => ({
  id,
  type: 'set',
  params: {},
  position: { x: 0, y: 0 },
  ...more,
});
const NONE = new Set<string>();
const STILL = new Map();

describe(createNodeMapper.name, () => {
  const graph = { nodes: [node('a'), node('b')], edges: [{ id: 'e', source: 'a', target: 'b' }] };

  it('hands out the same object as long as nothing about a step changed', () => {
    const map = createNodeMapper();
    const first = map(graph, manifests, NONE, STILL);
    const chosen = map({ ...graph, nodes: [...graph.nodes] }, manifests, new Set(['b']), STILL);
    expect(chosen[0]).toBe(first[0]);
    expect(chosen[1]).not.toBe(first[1]);
    expect(chosen[1]?.data).toBe(first[1]?.data);
  });

  it('draws what is dragged where the pointer has it', () => {
    const [dragged] = createNodeMapper()(graph, manifests, NONE, new Map([['a', { x: 5, y: 6 }]]));
    expect(dragged?.position).toEqual({ x: 5, y: 6 });
  });

  it('draws a port that only a connection claims, so that the connection can be seen', () => {
    const claimed = { ...graph, edges: [{ id: 'e', source: 'a', sourceHandle: 'gone', target: 'b' }] };
    const [flow] = createNodeMapper()(claimed, manifests, NONE, STILL);
    expect(flow?.data.ports).toMatchObject([{ name: 'out' }, { name: 'gone', unknown: true }]);
  });

  it('draws each id once, and grows with the number of ports', () => {
    const twice = { nodes: [node('a', { onError: 'branch' }), node('a')], edges: [] };
    const flows = createNodeMapper()(twice, manifests, NONE, STILL);
    expect(flows).toHaveLength(1);
    expect(flows[0]?.handles?.map((handle) => handle.id)).toEqual(['in', 'out', 'error']);
  });
});

describe(toFlowEdges.name, () => {
  it('names connections by what their ends are called, and leaves out those without an end', () => {
    const nodes = [node('a', { label: 'Alpha' }), node('b')];
    const edges = [
      { id: 'e', source: 'a', target: 'b' },
      { id: 'lost', source: 'a', target: 'gone' },
    ];
    expect(toFlowEdges({ nodes, edges }, manifests, NONE).map((edge) => edge.ariaLabel)).toEqual([
      'Connection from Alpha to set',
    ]);
  });

  it('adds a link from a publisher to whoever hears it on the same canvas', () => {
    const nodes = [
      node('tell', { type: 'publish', params: { type: 'order.created' } }),
      node('hear', { type: 'event', params: { type: 'order.*' } }),
    ];
    const [link] = toFlowEdges({ nodes, edges: [] }, manifests, NONE);
    expect(link).toMatchObject({ type: 'topic', source: 'tell', target: 'hear', ariaLabel: 'Topic order.created' });
  });
});
