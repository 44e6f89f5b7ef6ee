import type { Graph } from '@eventloom/backend/contract';
import { boundsOf, type Box } from '../../canvas/align-guides';
import type { Point } from '../../canvas/node-geometry';
import { moveElements } from './change-steps';

export type Alignment = 'left' | 'centre' | 'right' | 'top' | 'middle' | 'bottom';

/** Brings steps in line with the edge or the middle of the box around all of them. */
export function alignSteps(graph: Graph, boxes: ReadonlyMap<string, Box>, alignment: Alignment): Graph {
  if (boxes.size < 2) return graph;
  const bounds = boundsOf([...boxes.values()]);
  return moveElements(graph, new Map([...boxes].map(([id, box]) => [id, aligned(box, bounds, alignment)])));
}

function aligned(box: Box, bounds: Box, alignment: Alignment): Point {
  switch (alignment) {
    case 'left':
      return { x: bounds.x, y: box.y };
    case 'centre':
      return { x: Math.round(bounds.x + (bounds.width - box.width) / 2), y: box.y };
    case 'right':
      return { x: bounds.x + bounds.width - box.width, y: box.y };
    case 'top':
      return { x: box.x, y: bounds.y };
    case 'middle':
      return { x: box.x, y: Math.round(bounds.y + (bounds.height - box.height) / 2) };
    case 'bottom':
      return { x: box.x, y: bounds.y + bounds.height - box.height };
  }
}

/** Leaves the same room between steps; the first and the last stay where they are. */
export function distributeSteps(graph: Graph, boxes: ReadonlyMap<string, Box>, axis: 'x' | 'y'): Graph {
  if (boxes.size < 3) return graph;
  const side = axis === 'x' ? 'width' : 'height';
  const inOrder = [...boxes].sort(([, a], [, b]) => a[axis] + a[side] / 2 - (b[axis] + b[side] / 2));
  const bounds = boundsOf([...boxes.values()]);
  const used = inOrder.reduce((sum, [, box]) => sum + box[side], 0);
  const gap = (bounds[side] - used) / (inOrder.length - 1);
  let next = bounds[axis];
  const positions = inOrder.map(([id, box]): [string, Point] => {
    const at = Math.round(next);
    next += box[side] + gap;
    return [id, { x: box.x, y: box.y, [axis]: at }];
  });
  return moveElements(graph, new Map(positions));
}
