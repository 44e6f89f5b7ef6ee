import { refuseEdge } from '@eventloom/backend/engine';
import { DEFAULT_PORT, type Graph } from '@eventloom/backend/contract';
import type { Manifests } from './flow-elements';
import { withTitles } from './with-titles';

/**
 * Why a connection that is being drawn from a port may not end at each step, by step id; steps where it may are absent.
 * Only the steps in question are put to `refuseEdge`: with 500 of them, asking for all would be felt at each grab.
 */
export function refusalsFrom(
  graph: Graph,
  source: string,
  port: string | null,
  manifests: Manifests,
): Record<string, string> {
  const before = upstreamOf(graph, source);
  const connected = new Set(
    graph.edges
      .filter((edge) => edge.source === source && (edge.sourceHandle ?? DEFAULT_PORT) === (port ?? DEFAULT_PORT))
      .map((edge) => edge.target),
  );
  const refusals: Record<string, string> = {};
  for (const node of graph.nodes) {
    const isOpen = manifests.get(node.type)?.ports.input ?? true;
    if (isOpen && !before.has(node.id) && !connected.has(node.id)) continue;
    const refusal = refuseEdge(graph, { source, sourceHandle: port, target: node.id }, manifests);
    if (refusal && node.id !== source) refusals[node.id] = withTitles(refusal.detail, graph, manifests);
  }
  return refusals;
}

/** Every step that leads to one, itself included. */
function upstreamOf(graph: Graph, nodeId: string): Set<string> {
  const sources = new Map<string, string[]>();
  for (const edge of graph.edges) sources.set(edge.target, [...(sources.get(edge.target) ?? []), edge.source]);
  const found = new Set([nodeId]);
  for (const id of found) for (const source of sources.get(id) ?? []) found.add(source);
  return found;
}
