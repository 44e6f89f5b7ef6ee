import type { Graph, GraphNode } from '@eventloom/backend/contract';
import type { Point } from '../../canvas/node-geometry';
import { positionOf } from '../../canvas/place-nodes';
import { NOTHING_SELECTED, type Selection } from '../../canvas/flow-elements';
import { changeIds } from './change-id';
import { makeEdge } from './connect';
import { freeName, freeNumber } from './names';

export interface Copied {
  graph: Graph;
  /** The copies by what they were called before. */
  names: ReadonlyMap<string, string>;
  /** The copies, chosen. */
  selection: Selection;
}

/**
 * Puts a part of a graph, of this one or another, into a graph: everything under ids that neither has, expressions that
 * name a step of the part name its copy.
 */
export function insertCopy(graph: Graph, part: Graph, by: Point): Copied {
  const names = freshNames(graph, part);
  const copy = changeIds(part, names);
  const labels = new Set(graph.nodes.map((node) => node.label ?? ''));
  const shifted = (position: Point): Point => ({ x: position.x + by.x, y: position.y + by.y });
  let result: Graph = {
    ...graph,
    nodes: [
      ...graph.nodes,
      ...copy.nodes.map((node) => ({ ...relabelled(node, labels), position: shifted(positionOf(node)) })),
    ],
  };
  for (const edge of copy.edges) result = { ...result, edges: [...result.edges, makeEdge(result, edge)] };
  const notes = renumbered(graph.notes, copy.notes, 'note').map((note) => ({
    ...note,
    position: shifted(note.position),
  }));
  const groups = renumbered(graph.groups, copy.groups, 'group');
  if (notes.length > 0) result = { ...result, notes: [...(graph.notes ?? []), ...notes] };
  if (groups.length > 0) result = { ...result, groups: [...(graph.groups ?? []), ...groups] };
  const selection: Selection = {
    ...NOTHING_SELECTED,
    // A group stands for its steps; chosen beside it, they would be done to twice.
    nodes: new Set([...names.values()]),
    notes: new Set(notes.map(({ id }) => id)),
  };
  return { graph: result, names, selection };
}

function freshNames(graph: Graph, part: Graph): Map<string, string> {
  const taken = new Set([...graph.nodes, ...part.nodes].map((node) => node.id));
  const names = new Map<string, string>();
  for (const { id } of part.nodes) {
    const name = freeName(id.replace(/\d+$/, '') || id, taken);
    taken.add(name);
    names.set(id, name);
  }
  return names;
}

function relabelled(node: GraphNode, labels: Set<string>): GraphNode {
  if (node.label === undefined) return node;
  const label = labels.has(node.label) ? freeName(node.label.replace(/ \d+$/, ''), labels, ' ') : node.label;
  labels.add(label);
  return { ...node, label };
}

function renumbered<Thing extends { id: string }>(
  there: readonly Thing[] = [],
  copies: readonly Thing[] = [],
  prefix: string,
): Thing[] {
  const taken = new Set(there.map(({ id }) => id));
  return copies.map((copy) => {
    const id = freeNumber(prefix, taken);
    taken.add(id);
    return { ...copy, id };
  });
}
