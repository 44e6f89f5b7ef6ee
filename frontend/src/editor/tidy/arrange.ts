import { Graph, layout, type EdgeLabel, type GraphLabel, type NodeLabel } from '@dagrejs/dagre';

/** What is to be arranged. Nothing of where it lies now: the same graph is always arranged in the same way. */
export interface Arrangement {
  steps: readonly { id: string; width: number; height: number; within: string | undefined }[];
  /** What stays together, and what it lies in itself. */
  clusters: readonly { id: string; within: string | undefined }[];
  /** In the order in which they leave their step, from the top. What weighs more is kept shorter and straighter. */
  ways: readonly { source: string; target: string; weight: number }[];
  columnGap: number;
  rowGap: number;
}

/** The left upper corner of each step, by its id. */
export type Places = Readonly<Record<string, { x: number; y: number }>>;

/**
 * Arranges steps in layers from left to right (Sugiyama's method, by dagre); clusters stay together. dagre puts the
 * last of several ways first, so that they are handed over in reverse.
 */
export function arrange({ steps, clusters, ways, columnGap, rowGap }: Arrangement): Places {
  const graph = new Graph<GraphLabel, Partial<NodeLabel>, EdgeLabel>({
    directed: true,
    multigraph: true,
    compound: true,
  });
  graph.setGraph({ rankdir: 'LR', ranksep: columnGap, nodesep: rowGap, edgesep: rowGap / 2 });
  for (const { id } of clusters) graph.setNode(id, {});
  for (const { id, width, height } of steps) graph.setNode(id, { width, height });
  for (const { id, within } of [...clusters, ...steps]) if (within !== undefined) graph.setParent(id, within);
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
