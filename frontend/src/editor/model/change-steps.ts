import type { Graph, GraphNode } from '@eventloom/backend/contract';
import { positionOf } from '../../canvas/place-nodes';
import type { Selection } from '../../canvas/flow-elements';
import type { Point } from '../../canvas/node-geometry';
import { chosenSteps } from './chosen';

type Json = GraphNode['params'][string];
/** The settings of a step besides its parameters; `undefined` takes one away. */
export type StepSettings = Partial<Pick<GraphNode, 'label' | 'disabled' | 'onError' | 'retry' | 'timeoutMs'>>;

/** Changes steps one by one; the graph stays the same object if none of them changed. */
export function mapNodes(graph: Graph, change: (node: GraphNode) => GraphNode): Graph {
  const nodes = graph.nodes.map(change);
  return nodes.every((node, index) => node === graph.nodes[index]) ? graph : { ...graph, nodes };
}

export function changeSettings(graph: Graph, nodeId: string, settings: StepSettings): Graph {
  return mapNodes(graph, (node) => (node.id === nodeId ? withoutUndefined({ ...node, ...settings }) : node));
}

/** Sets one parameter; `undefined` takes it away, so that its default holds again. */
export function setParam(graph: Graph, nodeId: string, name: string, value: Json | undefined): Graph {
  return mapNodes(graph, (node) =>
    node.id === nodeId ? { ...node, params: withoutUndefined({ ...node.params, [name]: value }) } : node,
  );
}

export function moveSteps(graph: Graph, positions: ReadonlyMap<string, Point>): Graph {
  return mapNodes(graph, (node) => {
    const position = positions.get(node.id);
    if (!position || (node.position?.x === position.x && node.position.y === position.y)) return node;
    return { ...node, position: { x: position.x, y: position.y } };
  });
}

/** Moves what is chosen, a group with the steps in it. */
export function nudge(graph: Graph, selection: Selection, by: Point): Graph {
  const moved = ({ x, y }: Point): Point => ({ x: x + by.x, y: y + by.y });
  const steps = chosenSteps(graph, selection);
  const result = mapNodes(graph, (node) =>
    steps.has(node.id) ? { ...node, position: moved(positionOf(node)) } : node,
  );
  if (selection.notes.size === 0) return result;
  const notes = graph.notes?.map((note) =>
    selection.notes.has(note.id) ? { ...note, position: moved(note.position) } : note,
  );
  return { ...result, notes };
}

/** Disables steps, or enables them if all of them are disabled. */
export function toggleDisabled(graph: Graph, nodeIds: ReadonlySet<string>): Graph {
  const all = graph.nodes.filter((node) => nodeIds.has(node.id)).every((node) => node.disabled);
  return mapNodes(graph, (node) =>
    nodeIds.has(node.id) ? withoutUndefined({ ...node, disabled: all ? undefined : true }) : node,
  );
}

function withoutUndefined<Value extends object>(value: { [Key in keyof Value]: Value[Key] | undefined }): Value {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as Value;
}
