import { DEFAULT_PORT, type Graph, type GraphEdge } from '@eventloom/backend/contract';
import type { Selection } from '../../canvas/flow-elements';
import { groupsWithout } from './change-groups';
import { connect, type Ends } from './connect';

/** Takes what is chosen away, and the connections of the steps with them. Of a group only the frame goes. */
export function deleteElements(graph: Graph, { nodes, edges, notes, groups }: Selection): Graph {
  const isGone = (edge: GraphEdge): boolean => edges.has(edge.id) || nodes.has(edge.source) || nodes.has(edge.target);
  return {
    ...graph,
    nodes: graph.nodes.filter((node) => !nodes.has(node.id)),
    edges: graph.edges.filter((edge) => !isGone(edge)),
    ...(graph.notes && { notes: graph.notes.filter((note) => !notes.has(note.id)) }),
    ...(graph.groups && { groups: groupsWithout(graph.groups, nodes).filter((group) => !groups.has(group.id)) }),
  };
}

/** Takes steps away and connects what led to them with what came after them. */
export function deleteAndReconnect(graph: Graph, selection: Selection): Graph {
  const nodeIds = selection.nodes;
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
    deleteElements(graph, selection),
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
