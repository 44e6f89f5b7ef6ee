import type { Graph, GraphNode } from '@eventloom/backend/contract';

/** The steps that lead to a step, the nearest first. */
export function stepsBefore(graph: Graph, nodeId: string): GraphNode[] {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const found = new Set<string>([nodeId]);
  for (const id of found) for (const edge of graph.edges) if (edge.target === id) found.add(edge.source);
  found.delete(nodeId);
  return [...found].flatMap((id) => nodes.get(id) ?? []);
}

/** The ids of the steps right before a step. */
export function sourcesOf(graph: Graph, nodeId: string): string[] {
  return [...new Set(graph.edges.filter((edge) => edge.target === nodeId).map((edge) => edge.source))];
}
