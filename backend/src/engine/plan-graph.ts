import { DEFAULT_PORT, type Graph, type GraphEdge, type GraphNode } from '../contract/index.js';
import type { Catalog } from './validate-graph.js';

export interface PlanNode {
  id: string;
  node: GraphNode;
  /** The port that a disabled node, or a failure that is continued, goes on by. */
  mainPort: string;
  incoming: readonly GraphEdge[];
  outgoing: readonly GraphEdge[];
}

/** The part of a graph that a run which starts at one trigger takes part in. */
export interface Plan {
  trigger: string;
  nodes: ReadonlyMap<string, PlanNode>;
}

/**
 * Cuts out of a graph what can be reached from a trigger; nodes that it cannot reach take no part, and edges from
 * them are ignored.
 *
 * @throws Error if the graph has no such node: a run is only ever started at a trigger of its own version
 */
export function planGraph(graph: Graph, trigger: string, catalog: Catalog): Plan {
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const outgoing = groupBy(graph.edges, (edge) => edge.source);
  const reached = new Set<string>([trigger]);
  for (const id of reached)
    for (const edge of outgoing.get(id) ?? []) if (byId.has(edge.target)) reached.add(edge.target);
  const incoming = groupBy(
    graph.edges.filter((edge) => reached.has(edge.source)),
    (edge) => edge.target,
  );
  const nodes = new Map<string, PlanNode>();
  for (const id of reached) {
    const node = byId.get(id);
    if (!node) throw new Error(`the graph has no node "${id}"`);
    nodes.set(id, {
      id,
      node,
      mainPort: catalog.get(node.type)?.ports.outputs[0]?.name ?? DEFAULT_PORT,
      incoming: incoming.get(id) ?? [],
      outgoing: (outgoing.get(id) ?? []).filter((edge) => reached.has(edge.target)),
    });
  }
  return { trigger, nodes };
}

function groupBy<Item>(items: readonly Item[], key: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
