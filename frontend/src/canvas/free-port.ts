import { DEFAULT_PORT, type Graph } from '@eventloom/backend/contract';

/** The first way out of a step that nothing leaves by, else its first one. */
export function portToAddAfter(graph: Graph, nodeId: string, ports: readonly { name: string }[]): string | undefined {
  const taken = new Set(
    graph.edges.filter((edge) => edge.source === nodeId).map((edge) => edge.sourceHandle ?? DEFAULT_PORT),
  );
  return (ports.find((port) => !taken.has(port.name)) ?? ports[0])?.name;
}
