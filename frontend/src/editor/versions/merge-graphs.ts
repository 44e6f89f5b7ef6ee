import type { Graph, GraphNode } from '@eventloom/backend/contract';
import type { ShownChanges } from '../../canvas/canvas-overlay';
import { GRID, NODE_HEIGHT, NODE_WIDTH } from '../../canvas/node-geometry';
import { positionOf } from '../../canvas/place-nodes';
import type { GraphChanges } from '../model/compare-graphs';

/** The newer graph together with what is gone from the older one, and what became of each part. */
export function mergeGraphs(to: Graph, { nodes, edges }: GraphChanges): { graph: Graph; changes: ShownChanges } {
  // An id may stand for another connection by now.
  const shown = edges.map(({ kind, edge }) => ({
    kind,
    edge: kind === 'removed' ? { ...edge, id: `removed ${edge.id}` } : edge,
  }));
  const gone = nodes.filter(({ kind }) => kind === 'removed').map(({ node }) => node);
  return {
    graph: {
      ...to,
      nodes: gone.reduce((nodes, node) => [...nodes, besides(nodes, node)], to.nodes),
      edges: [...to.edges, ...shown.filter(({ kind }) => kind === 'removed').map(({ edge }) => edge)],
    },
    changes: {
      nodes: Object.fromEntries(nodes.map(({ node, kind }) => [node.id, kind])),
      edges: Object.fromEntries(shown.map(({ edge, kind }) => [edge.id, kind])),
    },
  };
}

/** A step where it stood, or beneath what has taken its place. */
function besides(nodes: readonly GraphNode[], node: GraphNode): GraphNode {
  const { x, y } = positionOf(node);
  const near = nodes.map(positionOf).filter((other) => Math.abs(other.x - x) < NODE_WIDTH);
  let top = y;
  while (near.some((other) => Math.abs(other.y - top) < NODE_HEIGHT + GRID)) top += GRID;
  return top === y ? node : { ...node, position: { x, y: top } };
}
