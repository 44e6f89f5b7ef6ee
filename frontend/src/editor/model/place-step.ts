import type { Graph } from '@eventloom/backend/contract';
import { COLUMN_GAP, NODE_HEIGHT, NODE_WIDTH, ROW_GAP, snap, type Point } from '../../canvas/node-geometry';
import { positionOf } from '../../canvas/place-nodes';

/** The place for a step so that its middle is at a point. */
export function centredAt({ x, y }: Point): Point {
  return { x: snap(x - NODE_WIDTH / 2), y: snap(y - NODE_HEIGHT / 2) };
}

/** The first place from here downwards where a step covers no other. */
export function freeSpot(graph: Graph, from: Point): Point {
  const taken = graph.nodes.map(positionOf);
  const isFree = (spot: Point): boolean =>
    taken.every(({ x, y }) => Math.abs(x - spot.x) >= NODE_WIDTH || Math.abs(y - spot.y) >= NODE_HEIGHT + ROW_GAP / 2);
  let spot = { x: snap(from.x), y: snap(from.y) };
  while (!isFree(spot)) spot = { x: spot.x, y: spot.y + NODE_HEIGHT + ROW_GAP };
  return spot;
}

/** Right of a step, beneath what is already there. */
export function spotAfter(graph: Graph, nodeId: string): Point {
  const { x, y } = placeOf(graph, nodeId);
  return freeSpot(graph, { x: x + NODE_WIDTH + COLUMN_GAP, y });
}

/** Between the two ends of a connection. */
export function spotOn(graph: Graph, edgeId: string): Point {
  const edge = graph.edges.find((each) => each.id === edgeId);
  const from = placeOf(graph, edge?.source);
  const to = placeOf(graph, edge?.target);
  const x = Math.max((from.x + to.x) / 2, from.x + NODE_WIDTH + COLUMN_GAP / 2);
  return { x: snap(x), y: snap((from.y + to.y) / 2) };
}

function placeOf(graph: Graph, nodeId: string | undefined): Point {
  const node = graph.nodes.find((each) => each.id === nodeId);
  return node ? positionOf(node) : { x: 0, y: 0 };
}
