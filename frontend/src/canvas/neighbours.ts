import type { Graph } from '@eventloom/backend/contract';
import { positionOf } from './place-nodes';

/** The step that an arrow key leads to: right and left along the connections, up and down to the nearest in that direction. */
export function neighbourOf(graph: Graph, from: string, key: string): string | undefined {
  switch (key) {
    case 'ArrowRight':
      return graph.edges.find((edge) => edge.source === from)?.target;
    case 'ArrowLeft':
      return graph.edges.find((edge) => edge.target === from)?.source;
    case 'ArrowUp':
      return nearestVertically(graph, from, -1);
    case 'ArrowDown':
      return nearestVertically(graph, from, 1);
    default:
      return undefined;
  }
}

function nearestVertically(graph: Graph, from: string, direction: 1 | -1): string | undefined {
  const start = graph.nodes.find((node) => node.id === from);
  if (!start) return undefined;
  const { x, y } = positionOf(start);
  let best: { id: string; distance: number } | undefined;
  for (const node of graph.nodes) {
    const place = positionOf(node);
    const ahead = (place.y - y) * direction;
    if (node.id === from || ahead <= 0) continue;
    // What lies straight ahead is nearer than what lies aside.
    const distance = ahead + Math.abs(place.x - x) * 2;
    if (!best || distance < best.distance) best = { id: node.id, distance };
  }
  return best?.id;
}
