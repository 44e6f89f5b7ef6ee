import type { Graph, GraphGroup, GraphNode } from '@eventloom/backend/contract';
import { groupElement } from './element-ids';
import { nodeHeight, NODE_WIDTH, type Point } from './node-geometry';
import { positionOf } from './place-nodes';

export interface Box extends Point {
  width: number;
  height: number;
}

/** The room between the steps of a group and its frame, above them for its name, below them for what went wrong. */
const FRAME_PADDING = 24;
const FRAME_HEAD = 32;
const FRAME_FOOT = 48;

/** The groups that have steps to be drawn around. */
export function drawnGroups({ groups = [], nodes }: Graph): GraphGroup[] {
  const there = new Set(nodes.map((node) => node.id));
  return groups.filter(({ nodeIds }) => nodeIds.some((id) => there.has(id)));
}

/** The frame around some steps, given where each is and how many ways out it has. */
export function frameAround(steps: readonly { position: Point; ports: number }[]): Box {
  const left = Math.min(...steps.map(({ position }) => position.x)) - FRAME_PADDING;
  const top = Math.min(...steps.map(({ position }) => position.y)) - FRAME_HEAD - FRAME_PADDING / 2;
  const right = Math.max(...steps.map(({ position }) => position.x)) + NODE_WIDTH + FRAME_PADDING;
  const bottom = Math.max(...steps.map(({ position, ports }) => position.y + nodeHeight(ports))) + FRAME_FOOT;
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Where the card of a collapsed group stands: where its first step would, so that what is around it stays in line. */
export function cardPlace(members: readonly GraphNode[], moves: ReadonlyMap<string, Point>): Point {
  const places = members.map((node) => moves.get(node.id) ?? positionOf(node));
  const first = places.reduce((best, place) => (place.x < best.x ? place : best), places[0] ?? { x: 0, y: 0 });
  return { x: first.x, y: first.y };
}

/** What moves with what is moved: a group takes its steps along. */
export function spreadMoves(graph: Graph, moves: ReadonlyMap<string, Point>): ReadonlyMap<string, Point> {
  const moved = drawnGroups(graph).filter(({ id }) => moves.has(groupElement(id)));
  if (moved.length === 0) return moves;
  const spread = new Map(moves);
  for (const group of moved) {
    const members = graph.nodes.filter((node) => group.nodeIds.includes(node.id));
    const from = placeOfGroup(group, members);
    const to = moves.get(groupElement(group.id)) ?? from;
    spread.delete(groupElement(group.id));
    for (const node of members) {
      const { x, y } = positionOf(node);
      spread.set(node.id, { x: x + to.x - from.x, y: y + to.y - from.y });
    }
  }
  return spread;
}

function placeOfGroup(group: GraphGroup, members: readonly GraphNode[]): Point {
  if (group.collapsed) return cardPlace(members, new Map());
  return frameAround(members.map((node) => ({ position: positionOf(node), ports: 1 })));
}

/** The card that stands for a step, by the step's id, for those of collapsed groups. */
export function cardsOf(graph: Graph): ReadonlyMap<string, string> {
  const cards = new Map<string, string>();
  for (const group of drawnGroups(graph))
    if (group.collapsed) for (const nodeId of group.nodeIds) cards.set(nodeId, groupElement(group.id));
  return cards;
}
