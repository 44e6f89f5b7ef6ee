import type { Graph, GraphEdge, GraphNode } from '@eventloom/backend/contract';
import { loopBodies } from '../../canvas/loop-bodies';

/** Some steps of a graph, with the connections within them and over their border. */
export interface Part {
  graph: Graph;
  steps: readonly GraphNode[];
  inside: ReadonlySet<string>;
  incoming: readonly GraphEdge[];
  within: readonly GraphEdge[];
  outgoing: readonly GraphEdge[];
  /** The steps that a loop among them repeats. */
  repeated: ReadonlySet<string>;
}

export function partOf(graph: Graph, inside: ReadonlySet<string>): Part {
  const isIn = (id: string): boolean => inside.has(id);
  return {
    graph,
    inside,
    steps: graph.nodes.filter(({ id }) => isIn(id)),
    incoming: graph.edges.filter((edge) => !isIn(edge.source) && isIn(edge.target)),
    within: graph.edges.filter((edge) => isIn(edge.source) && isIn(edge.target)),
    outgoing: graph.edges.filter((edge) => isIn(edge.source) && !isIn(edge.target)),
    repeated: new Set([...loopBodies(graph)].flatMap(([id, body]) => (isIn(id) ? [...body] : []))),
  };
}

/** Where the steps begin: where something leads in, or nothing leads at all. */
export function entriesOf({ steps, incoming, within }: Part): GraphNode[] {
  return steps.filter(
    ({ id }) => incoming.some((edge) => edge.target === id) || !within.some((edge) => edge.target === id),
  );
}

/** Where the steps end, whether or not they go on from there. What a loop repeats ends in the loop. */
export function endsOf({ steps, within, outgoing, repeated }: Part): GraphNode[] {
  return steps.filter(
    ({ id, type }) =>
      outgoing.some((edge) => edge.source === id) ||
      (!repeated.has(id) && type !== 'fail' && !within.some((edge) => edge.source === id)),
  );
}
