import type { Graph, GraphNode } from '@eventloom/backend/contract';
import { GRID } from '../../canvas/node-geometry';
import { positionOf } from '../../canvas/place-nodes';
import { changeId } from './change-id';
import { makeEdge } from './connect';
import { freeName } from './names';

const OFFSET = 5 * GRID;

/** Copies steps with the connections between them; the copies name each other, not the originals. */
export function duplicateSteps(graph: Graph, nodeIds: ReadonlySet<string>): { graph: Graph; copies: Set<string> } {
  const taken = new Set(graph.nodes.map((node) => node.id));
  const names = new Map<string, string>();
  for (const id of nodeIds) {
    const name = freeName(id.replace(/\d+$/, '') || id, taken);
    taken.add(name);
    names.set(id, name);
  }
  let copy: Graph = {
    nodes: graph.nodes.filter((node) => nodeIds.has(node.id)),
    edges: graph.edges.filter((edge) => nodeIds.has(edge.source) && nodeIds.has(edge.target)),
  };
  for (const [from, to] of names) copy = changeId(copy, from, to);
  const labels = new Set(graph.nodes.map((node) => node.label ?? ''));
  let result: Graph = { ...graph, nodes: [...graph.nodes, ...copy.nodes.map((node) => shifted(node, labels))] };
  for (const edge of copy.edges) result = { ...result, edges: [...result.edges, makeEdge(result, edge)] };
  return { graph: result, copies: new Set(names.values()) };
}

function shifted(node: GraphNode, labels: Set<string>): GraphNode {
  const { x, y } = positionOf(node);
  const position = { x: x + OFFSET, y: y + OFFSET };
  if (node.label === undefined) return { ...node, position };
  const label = freeName(node.label.replace(/ \d+$/, ''), labels, ' ');
  labels.add(label);
  return { ...node, position, label };
}
