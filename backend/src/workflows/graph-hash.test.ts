import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Graph, GraphNode, WorkflowSettings } from '../contract/index.js';
import { hashWorkflow } from './graph-hash.js';

const NODE: GraphNode = {
  id: 'call',
  type: 'http-request',
  label: 'Call',
  position: { x: 1, y: 2 },
  params: { url: 'https://example.com', headers: { a: '1', b: '2' }, body: [1, 2] },
  retry: { attempts: 3, backoff: 'fixed', delayMs: 100 },
};
const GRAPH: Graph = {
  nodes: [{ id: 'start', type: 'manual', params: {} }, NODE],
  edges: [{ id: 'e', source: 'start', target: 'call' }],
};
const SETTINGS: WorkflowSettings = { vars: { a: 1, b: 2 } };

const withNode = (change: Partial<GraphNode>): Graph => ({
  ...GRAPH,
  nodes: [GRAPH.nodes[0] ?? NODE, { ...NODE, ...change }],
});
const hash = (graph: Graph, settings = SETTINGS): string => hashWorkflow(graph, settings);

/** The same value with the keys of every object in the opposite order. */
function turnKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turnKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, turnKeys(item)]),
  );
}

describe(hashWorkflow.name, () => {
  it('is the same wherever the nodes stand', () => {
    expect(hash(withNode({ position: { x: 500, y: -3 } }))).toBe(hash(GRAPH));
    const { position: _, ...bare } = NODE;
    expect(hash({ ...GRAPH, nodes: [GRAPH.nodes[0] ?? NODE, bare] })).toBe(hash(GRAPH));
  });

  it('is the same in whatever order keys come, however deep', () => {
    expect(hash(turnKeys(GRAPH) as Graph, turnKeys(SETTINGS) as WorkflowSettings)).toBe(hash(GRAPH));
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (params) => {
        const graph = withNode({ params: params as GraphNode['params'] });
        expect(hash(turnKeys(graph) as Graph)).toBe(hash(graph));
      }),
      { numRuns: 1000 },
    );
  });

  it('is the same with and without notes and groups: they do nothing', () => {
    const notes = [{ id: 'n', text: 'hello', position: { x: 0, y: 0 } }];
    expect(hash({ ...GRAPH, notes, groups: [{ id: 'g', label: 'All', nodeIds: ['call'] }] })).toBe(hash(GRAPH));
  });

  it.each<[string, Graph, WorkflowSettings?]>([
    ['a parameter', withNode({ params: { ...NODE.params, url: 'https://example.org' } })],
    ['the order of a list', withNode({ params: { ...NODE.params, body: [2, 1] } })],
    ['a number that becomes a text', withNode({ params: { ...NODE.params, body: [1, '2'] } })],
    ['the type of a node', withNode({ type: 'set' })],
    ['its name', withNode({ label: 'Ask' })],
    ['its policy', withNode({ retry: { attempts: 4, backoff: 'fixed', delayMs: 100 } })],
    ['what follows an error', withNode({ onError: 'continue' })],
    ['whether it is disabled', withNode({ disabled: true })],
    ['its time limit', withNode({ timeoutMs: 5 })],
    ['an edge more', { ...GRAPH, edges: [...GRAPH.edges, { id: 'e2', source: 'call', target: 'call' }] }],
    ['the port of an edge', { ...GRAPH, edges: [{ id: 'e', source: 'start', sourceHandle: 'x', target: 'call' }] }],
    ['a node less', { ...GRAPH, nodes: [NODE] }],
    ['a variable', GRAPH, { vars: { a: 1, b: 3 } }],
    ['no variables', GRAPH, {}],
  ])('is another for another workflow: %s', (_what, graph, settings = SETTINGS) => {
    expect(hash(graph, settings)).not.toBe(hash(GRAPH));
  });
});
