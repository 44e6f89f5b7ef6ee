import { outputPorts, type OutputPort } from '@eventloom/backend/engine';
import { DEFAULT_PORT, type Graph, type GraphNode, type NodeManifest } from '@eventloom/backend/contract';
import { Position } from '@xyflow/react';

export const NODE_WIDTH = 224;
export const NODE_HEIGHT = 64;
/** As large as a note is that says nothing of its size. */
/** Below this a note has no room for a line of text. */
export const SMALLEST_NOTE = { width: 112, height: 56 };
export const NOTE_SIZE = { width: 224, height: 128 };
/** What is drawn on the canvas keeps to this grid. */
export const GRID = 8;
/** The room between a step and the one that follows it. */
export const COLUMN_GAP = 96;
export const ROW_GAP = 40;

const PORT_SPACING = 24;
/** The dot of a port; what can be grabbed is larger, see `handles` in the style sheet. */
export const HANDLE_SIZE = 10;

/** A way out of a step, as it is drawn; `unknown` if only a connection claims that it is there. */
export interface DrawnPort extends OutputPort {
  unknown?: boolean;
}

export interface Point {
  x: number;
  y: number;
}

/** The ports of a step: what its type gives, and those that its connections claim, so that none is drawn from nowhere. */
export function portsOf(node: GraphNode, type: NodeManifest | undefined, claimed: Iterable<string>): DrawnPort[] {
  const ports: DrawnPort[] = type ? [...outputPorts(node, type)] : [];
  for (const name of claimed)
    if (!ports.some((port) => port.name === name)) ports.push({ name, title: name, unknown: type !== undefined });
  if (!type && ports.length === 0) ports.push({ name: DEFAULT_PORT, title: '' });
  return ports;
}

/** Steps with more than two ways out grow, so that each can be grabbed by itself. */
export function nodeHeight(ports: number): number {
  return NODE_HEIGHT + Math.max(0, ports - 2) * PORT_SPACING;
}

/** How far below the top of its step a port lies. */
export function portTop(index: number, ports: number): number {
  return nodeHeight(ports) / 2 + (index - (ports - 1) / 2) * PORT_SPACING;
}

/** A port as React Flow has to know it before it is drawn; the way in is at the left, the ways out at the right. */
export function handleAt(id: string, type: 'source' | 'target', top: number) {
  return {
    id,
    type,
    position: type === 'target' ? Position.Left : Position.Right,
    x: (type === 'target' ? 0 : NODE_WIDTH) - HANDLE_SIZE / 2,
    y: top - HANDLE_SIZE / 2,
    width: HANDLE_SIZE,
    height: HANDLE_SIZE,
  };
}

/** The widest name of a port that is drawn whole. */
const WIDEST_NAME = 84;

/** The room that the names of several ports take at the right of a step; none for a single one. */
export function portNamesWidth(ports: readonly DrawnPort[]): number {
  if (ports.length < 2) return 0;
  const longest = Math.max(...ports.map((port) => portName(port).length));
  return Math.min(WIDEST_NAME, Math.ceil(longest * 6.2) + 4);
}

/** What a port is called on the canvas. */
export function portName({ title, name }: DrawnPort): string {
  return title === name ? name : title.toLowerCase() || name;
}

export function snap(value: number): number {
  return Math.round(value / GRID) * GRID;
}

/** The ports that connections leave each step by. */
export function claimedPorts(graph: Graph): Map<string, Set<string>> {
  const claimed = new Map<string, Set<string>>();
  for (const edge of graph.edges) {
    const port = edge.sourceHandle ?? DEFAULT_PORT;
    const ports = claimed.get(edge.source);
    if (ports) ports.add(port);
    else claimed.set(edge.source, new Set([port]));
  }
  return claimed;
}
