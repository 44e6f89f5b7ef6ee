import type { Graph } from '../contract/index.js';
import type { Successors } from './find-cycles.js';

/** Who follows whom; edges with an end that does not exist lead nowhere. */
export function successorsOf(graph: Graph): Successors {
  const successors = new Map<string, string[]>(graph.nodes.map((node) => [node.id, []]));
  for (const edge of graph.edges) if (successors.has(edge.target)) successors.get(edge.source)?.push(edge.target);
  return successors;
}

/** Every node that can be reached from some, themselves included. */
export function reachableFrom(starts: Iterable<string>, successors: Successors): Set<string> {
  const reached = new Set(starts);
  for (const id of reached) for (const next of successors.get(id) ?? []) reached.add(next);
  return reached;
}
