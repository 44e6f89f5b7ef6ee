import { DEFAULT_PORT, type Graph, type GraphEdge } from '@eventloom/backend/contract';
import { freeEdgeId } from './names';

export interface Ends {
  source: string;
  sourceHandle?: string | null;
  target: string;
}

/** Draws a connection. Whether it may be drawn is for `refuseEdge` to say beforehand. */
export function connect(graph: Graph, ends: Ends): Graph {
  return { ...graph, edges: [...graph.edges, makeEdge(graph, ends)] };
}

/** Moves one end of a connection, or both, to other steps; the same graph if both are where they were. */
export function reconnect(graph: Graph, edgeId: string, ends: Ends): Graph {
  const before = graph.edges.find((edge) => edge.id === edgeId);
  if (!before || isBetween(before, ends)) return graph;
  return { ...graph, edges: graph.edges.map((edge) => (edge === before ? withEnds(edgeId, ends) : edge)) };
}

function isBetween(edge: GraphEdge, { source, sourceHandle, target }: Ends): boolean {
  const isSamePort = (edge.sourceHandle ?? DEFAULT_PORT) === (sourceHandle ?? DEFAULT_PORT);
  return edge.source === source && edge.target === target && isSamePort;
}

export function makeEdge(graph: Graph, ends: Ends): GraphEdge {
  return withEnds(freeEdgeId(graph), ends);
}

/** The usual port goes without saying. */
function withEnds(id: string, { source, sourceHandle, target }: Ends): GraphEdge {
  const port = sourceHandle ?? DEFAULT_PORT;
  return { id, source, ...(port !== DEFAULT_PORT && { sourceHandle: port }), target };
}
