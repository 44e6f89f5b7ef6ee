import { Graph, layout, type EdgeLabel, type GraphLabel, type NodeLabel } from '@dagrejs/dagre';

/** What is to be arranged. Nothing of where it lies now: the same graph is always arranged in the same way. */
export interface Arrangement {
  steps: readonly { id: string; width: number; height: number; loop: string | undefined }[];
  /** Each loop whose body is arranged, and the loop that it lies in itself. */
  loops: readonly { id: string; within: string | undefined }[];
  /** In the order in which they leave their step, from the top. What weighs more is kept shorter and straighter. */
  ways: readonly { source: string; target: string; weight: number }[];
  columnGap: number;
  rowGap: number;
}

/** The left upper corner of each step, by its id. */
export type Places = Readonly<Record<string, { x: number; y: number }>>;

const bodyOf = (loopId: string): string => `body of ${loopId}`;

/**
 * Arranges steps in layers from left to right (Sugiyama's method, by dagre); the body of a loop stays together. dagre
 * puts first what comes last, so that all is handed over in reverse.
 */
export function arrange({ steps, loops, ways, columnGap, rowGap }: Arrangement): Places {
  const graph = new Graph<GraphLabel, Partial<NodeLabel>, EdgeLabel>({
    directed: true,
    multigraph: true,
    compound: true,
  });
  graph.setGraph({ rankdir: 'LR', ranksep: columnGap, nodesep: rowGap, edgesep: rowGap / 2 });
  for (const { id } of loops) graph.setNode(bodyOf(id), {});
  for (const { id, within } of loops) if (within !== undefined) graph.setParent(bodyOf(id), bodyOf(within));
  for (const { id, width, height, loop } of steps.toReversed()) {
    graph.setNode(id, { width, height });
    if (loop !== undefined) graph.setParent(id, bodyOf(loop));
  }
  for (const [index, { source, target, weight }] of [...ways.entries()].toReversed())
    graph.setEdge(source, target, { weight }, String(index));
  layout(graph);
  return Object.fromEntries(
    steps.map(({ id, width, height }) => {
      const { x = 0, y = 0 } = graph.node(id);
      return [id, { x: x - width / 2, y: y - height / 2 }];
    }),
  );
}
