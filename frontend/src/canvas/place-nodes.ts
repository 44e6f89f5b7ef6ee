import type { Graph, GraphNode } from '@eventloom/backend/contract';
import { COLUMN_GAP, NODE_HEIGHT, NODE_WIDTH, ROW_GAP, type Point } from './node-geometry';

/**
 * Gives a place to the steps that have none, as those of graphs that came in over the API: columns by distance from the
 * start, beneath what already has a place. The same graph always gives the same answer.
 */
export function placeNodes(graph: Graph): Graph {
  if (graph.nodes.every((node) => node.position)) return graph;
  const columns = columnsOf(graph);
  const top = lowestEdge(graph.nodes);
  const rows = new Map<number, number>();
  const nodes = graph.nodes.map((node): GraphNode => {
    if (node.position) return node;
    const column = columns.get(node.id) ?? 0;
    const row = rows.get(column) ?? 0;
    rows.set(column, row + 1);
    return { ...node, position: { x: column * (NODE_WIDTH + COLUMN_GAP), y: top + row * (NODE_HEIGHT + ROW_GAP) } };
  });
  return { ...graph, nodes };
}

/** The position of a step, which every step of a placed graph has. */
export function positionOf(node: GraphNode): Point {
  return node.position ?? { x: 0, y: 0 };
}

function lowestEdge(nodes: readonly GraphNode[]): number {
  const tops = nodes.flatMap((node) => (node.position ? [node.position.y] : []));
  return tops.length === 0 ? 0 : Math.max(...tops) + NODE_HEIGHT + ROW_GAP;
}

/** The longest way from a start to each step; what lies on a circle stays where it was first met. */
function columnsOf(graph: Graph): Map<string, number> {
  const columns = new Map<string, number>();
  const targets = targetsOf(graph);
  for (const id of topologicalOrder(graph)) {
    const column = columns.get(id) ?? 0;
    columns.set(id, column);
    for (const target of targets.get(id) ?? []) columns.set(target, Math.max(column + 1, columns.get(target) ?? 0));
  }
  return columns;
}

/** The steps right after each step; connections with an end that is not there lead nowhere. */
function targetsOf(graph: Graph): Map<string, string[]> {
  const targets = new Map<string, string[]>(graph.nodes.map((node) => [node.id, []]));
  for (const edge of graph.edges) if (targets.has(edge.target)) targets.get(edge.source)?.push(edge.target);
  return targets;
}

/** Step ids in the order in which they can run (Kahn 1962); those on circles come last, in the order of the graph. */
export function topologicalOrder(graph: Graph): string[] {
  const targets = targetsOf(graph);
  const waiting = new Map(graph.nodes.map((node) => [node.id, 0]));
  for (const target of [...targets.values()].flat()) waiting.set(target, (waiting.get(target) ?? 0) + 1);
  const order = new Set([...waiting].filter(([, count]) => count === 0).map(([id]) => id));
  for (const id of order)
    for (const target of targets.get(id) ?? []) {
      const left = (waiting.get(target) ?? 0) - 1;
      waiting.set(target, left);
      if (left === 0) order.add(target);
    }
  for (const id of waiting.keys()) order.add(id);
  return [...order];
}
