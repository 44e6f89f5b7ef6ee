import { DEFAULT_PORT, type Graph, type GraphEdge } from '@eventloom/backend/contract';
import { connect, type Ends } from './connect';

/** Takes steps and connections away, and the connections of the steps with them. */
export function deleteElements(graph: Graph, nodeIds: ReadonlySet<string>, edgeIds: ReadonlySet<string>): Graph {
  const isGone = (edge: GraphEdge): boolean =>
    edgeIds.has(edge.id) || nodeIds.has(edge.source) || nodeIds.has(edge.target);
  return {
    ...graph,
    nodes: graph.nodes.filter((node) => !nodeIds.has(node.id)),
    edges: graph.edges.filter((edge) => !isGone(edge)),
    ...(graph.groups && {
      groups: graph.groups.map((group) => ({ ...group, nodeIds: group.nodeIds.filter((id) => !nodeIds.has(id)) })),
    }),
  };
}

/** Takes steps away and connects what led to them with what came after them. */
export function deleteAndReconnect(graph: Graph, nodeIds: ReadonlySet<string>): Graph {
  const bridges = graph.edges
    .filter((edge) => nodeIds.has(edge.target) && !nodeIds.has(edge.source))
    .flatMap((edge) =>
      survivorsAfter(graph, edge.target, nodeIds).map((target): Ends => ({
        source: edge.source,
        sourceHandle: edge.sourceHandle,
        target,
      })),
    );
  return bridges.reduce(
    (result, ends) => (isDrawn(result, ends) ? result : connect(result, ends)),
    deleteElements(graph, nodeIds, new Set()),
  );
}

/** The first steps after a deleted one that stay. */
function survivorsAfter(graph: Graph, start: string, deleted: ReadonlySet<string>): string[] {
  const passed = new Set([start]);
  const survivors = new Set<string>();
  for (const id of passed)
    for (const edge of graph.edges)
      if (edge.source === id) (deleted.has(edge.target) ? passed : survivors).add(edge.target);
  return [...survivors];
}

function isDrawn(graph: Graph, ends: Ends): boolean {
  const port = ends.sourceHandle ?? DEFAULT_PORT;
  return graph.edges.some(
    (edge) =>
      edge.source === ends.source && edge.target === ends.target && (edge.sourceHandle ?? DEFAULT_PORT) === port,
  );
}
