import type { Graph, NodeManifest, Problem } from '../contract/index.js';

/** What the rules of a graph need to know of each node type, by type; the manifests hold it. */
export type Catalog = ReadonlyMap<string, Pick<NodeManifest, 'kind' | 'ports'>>;

/** Lists what is wrong with the structure of a graph: ids, types, edges, ports, cycles, size, triggers. */
export function validateGraph(graph: Graph, catalog: Catalog): Problem[];
export function validateGraph(): Problem[] {
  return [];
}

/** Tells why an edge may not be added to a graph, or nothing if it may. */
export function refuseEdge(
  graph: Graph,
  edge: { source: string; sourceHandle?: string | null; target: string },
  catalog: Catalog,
): Problem | undefined;
export function refuseEdge(): Problem | undefined {
  return undefined;
}
