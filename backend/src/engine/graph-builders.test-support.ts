import { DEFAULT_PORT, type Graph, type GraphEdge, type GraphNode } from '../contract/index.js';
import type { Catalog } from './catalog.js';
import { planGraph, type Plan } from './plan-graph.js';

const out = { name: DEFAULT_PORT, title: '' };
const ports = (...names: string[]) => ({ input: true, outputs: names.map((name) => ({ name, title: name })) });

/** A few node types as the rules of a graph see them. */
export const CATALOG: Catalog = new Map([
  ['manual', { kind: 'trigger', ports: { input: false, outputs: [out] } }],
  ['set', { kind: 'logic', ports: { input: true, outputs: [out] } }],
  ['merge', { kind: 'logic', ports: { input: true, outputs: [out] } }],
  ['delay', { kind: 'logic', ports: { input: true, outputs: [out] } }],
  ['approval', { kind: 'logic', ports: ports('approved', 'rejected', 'timeout') }],
  ['for-each', { kind: 'logic', ports: ports('item', 'done') }],
  ['http-request', { kind: 'action', ports: { input: true, outputs: [out] } }],
  ['if', { kind: 'logic', ports: ports('true', 'false') }],
  ['switch', { kind: 'logic', ports: { ...ports('else'), outputsFrom: { param: 'rules', field: 'port' } } }],
]);

export function buildNode(id: string, type = 'set', more: Partial<GraphNode> = {}): GraphNode {
  return { id, type, params: {}, ...more };
}

export function buildEdge(source: string, target: string, sourceHandle?: string | null): GraphEdge {
  return {
    id: `${source}-${sourceHandle ?? ''}-${target}`,
    source,
    target,
    ...(sourceHandle !== undefined && { sourceHandle }),
  };
}

/**
 * Draws a graph from edges such as `start > big` and `big.true > tell`. `start` is a manual trigger, every other node a
 * `set`, unless `nodes` says something else of it.
 */
export function drawGraph(edges: readonly string[], nodes: Record<string, Partial<GraphNode>> = {}): Graph {
  const drawn = edges.map((line) => {
    const [from = '', target = ''] = line.split(' > ');
    const [source = '', port] = from.split('.');
    return buildEdge(source, target, port);
  });
  const ids = new Set(['start', ...drawn.flatMap(({ source, target }) => [source, target]), ...Object.keys(nodes)]);
  return {
    nodes: [...ids].map((id) => {
      const more = Object.hasOwn(nodes, id) ? nodes[id] : undefined;
      return buildNode(id, more?.type ?? (id === 'start' ? 'manual' : 'set'), more);
    }),
    edges: drawn,
  };
}

/** The plan of a graph drawn like that, from `start` on. */
export function drawPlan(edges: readonly string[], nodes: Record<string, Partial<GraphNode>> = {}): Plan {
  return planGraph(drawGraph(edges, nodes), 'start', CATALOG);
}
