import type { Graph, GraphEdge, GraphNode } from '@eventloom/backend/contract';
import type { ShownChange } from '../../canvas/canvas-overlay';
import { isSame } from '../../schema-form/is-same';

/** One setting or parameter that is different; `undefined` where it is not set. */
export interface FieldChange {
  /** The parameter, or the setting of the step. */
  name: string;
  isParam: boolean;
  before: unknown;
  after: unknown;
}

export interface NodeChange {
  kind: ShownChange;
  /** As it is after, or was before if it is gone. */
  node: GraphNode;
  isMoved: boolean;
  fields: FieldChange[];
}

export interface EdgeChange {
  kind: 'added' | 'removed';
  edge: GraphEdge;
}

export interface GraphChanges {
  nodes: NodeChange[];
  edges: EdgeChange[];
}

/** What one graph has that the other has not, step by step; a step is the same if its id is. */
export function compareGraphs(from: Graph, to: Graph): GraphChanges {
  const before = new Map(from.nodes.map((node) => [node.id, node]));
  const after = new Map(to.nodes.map((node) => [node.id, node]));
  const kept = to.nodes.flatMap((node) => changeOf(before.get(node.id), node) ?? []);
  const gone = from.nodes.filter((node) => !after.has(node.id));
  return {
    nodes: [...kept, ...gone.map((node): NodeChange => ({ kind: 'removed', node, isMoved: false, fields: [] }))],
    edges: [...edgesOnlyIn(to, from, 'added'), ...edgesOnlyIn(from, to, 'removed')],
  };
}

function changeOf(old: GraphNode | undefined, node: GraphNode): NodeChange | undefined {
  if (!old) return { kind: 'added', node, isMoved: false, fields: fieldsOf(undefined, node) };
  const fields = fieldsOf(old, node);
  const isMoved = !isSame(old.position, node.position);
  if (fields.length === 0 && !isMoved) return undefined;
  return { kind: fields.length > 0 ? 'changed' : 'moved', node, isMoved, fields };
}

function fieldsOf(old: GraphNode | undefined, node: GraphNode): FieldChange[] {
  const { id: _, position: __, params, ...settings } = node;
  const { params: oldParams, ...oldSettings } = old ?? { params: {}, type: node.type };
  const own = differences(oldSettings, settings).filter(({ name }) => name !== 'id' && name !== 'position');
  return [
    ...own.map((change) => ({ ...change, isParam: false })),
    ...differences(oldParams, params).map((change) => ({ ...change, isParam: true })),
  ];
}

/** The entries that two objects do not share, in the order of the newer one. */
export function differences(before: object, after: object): Omit<FieldChange, 'isParam'>[] {
  const old = new Map<string, unknown>(Object.entries(before));
  const now = new Map<string, unknown>(Object.entries(after));
  return [...new Set([...now.keys(), ...old.keys()])]
    .filter((name) => !isSame(old.get(name), now.get(name)))
    .map((name) => ({ name, before: old.get(name), after: now.get(name) }));
}

function edgesOnlyIn(graph: Graph, other: Graph, kind: EdgeChange['kind']): EdgeChange[] {
  const known = new Set(other.edges.map(endsOf));
  return graph.edges.filter((edge) => !known.has(endsOf(edge))).map((edge) => ({ kind, edge }));
}

function endsOf({ source, sourceHandle, target }: GraphEdge): string {
  return `${source} ${sourceHandle ?? ''} ${target}`;
}

/** What one graph has that the other has not, in words: `2 steps added, 1 step changed`. */
export function describeChanges(from: Graph, to: Graph): string {
  const { nodes, edges } = compareGraphs(from, to);
  const count = (kind: ShownChange) => nodes.filter((change) => change.kind === kind).length;
  const moved = nodes.filter(({ isMoved }) => isMoved).length;
  const parts = [
    counted(count('added'), 'step added', 'steps added'),
    counted(count('removed'), 'step removed', 'steps removed'),
    counted(count('changed'), 'step changed', 'steps changed'),
    counted(moved, 'step moved', 'steps moved'),
    counted(edges.length, 'connection changed', 'connections changed'),
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'no difference on the canvas' : parts.join(', ');
}

function counted(count: number, one: string, many: string): string {
  return count === 0 ? '' : `${count} ${count === 1 ? one : many}`;
}
