import { outputPorts, refuseEdge } from '@eventloom/backend/engine';
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

/** The same for one that is drawn backwards, from the way into a step: why each step may not lead to it by any port. */
export function refusalsTo(graph: Graph, target: string, manifests: Manifests): Record<string, string> {
  const after = downstreamOf(graph, target);
  const connected = new Set(graph.edges.filter((edge) => edge.target === target).map((edge) => edge.source));
  const refusals: Record<string, string> = {};
  for (const node of graph.nodes) {
    const manifest = manifests.get(node.type);
    const ports = manifest ? outputPorts(node, manifest).map((port) => port.name) : [DEFAULT_PORT];
    if (node.id === target || (ports.length > 0 && !after.has(node.id) && !connected.has(node.id))) continue;
    const found = ports.map((port) => refuseEdge(graph, { source: node.id, sourceHandle: port, target }, manifests));
    const detail = ports.length === 0 ? `“${node.id}” leads to nothing.` : found[0]?.detail;
    if (detail !== undefined && found.every(Boolean)) refusals[node.id] = withTitles(detail, graph, manifests);
  }
  return refusals;
}

/** Every step that leads to one, itself included. */
function upstreamOf(graph: Graph, nodeId: string): Set<string> {
  return reachedFrom(
    nodeId,
    graph.edges.map(({ source, target }) => [target, source]),
  );
}

/** Every step that one leads to, itself included. */
function downstreamOf(graph: Graph, nodeId: string): Set<string> {
  return reachedFrom(
    nodeId,
    graph.edges.map(({ source, target }) => [source, target]),
  );
}

function reachedFrom(nodeId: string, ways: readonly [string, string][]): Set<string> {
  const next = new Map<string, string[]>();
  for (const [from, to] of ways) next.set(from, [...(next.get(from) ?? []), to]);
  const found = new Set([nodeId]);
  for (const id of found) for (const to of next.get(id) ?? []) found.add(to);
  return found;
}
