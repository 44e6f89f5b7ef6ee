import { DEFAULT_PORT, type Graph, type GraphGroup, type GraphNote } from '@eventloom/backend/contract';
import type { Node } from '@xyflow/react';
import { groupElement, noteElement } from './element-ids';
import {
  createNodeMapper,
  INPUT_HANDLE,
  toFlowEdges,
  type FlowEdge,
  type Manifests,
  type Selection,
  type StepFlowNode,
} from './flow-elements';
import { cardPlace, cardsOf, drawnGroups, frameAround, spreadMoves } from './group-boxes';
import { handleAt, NODE_HEIGHT, NODE_WIDTH, NOTE_SIZE, type Point } from './node-geometry';

export type NoteFlowNode = Node<{ note: GraphNote }, 'note'>;
export type FrameFlowNode = Node<{ group: GraphGroup }, 'frame'>;
export type CardFlowNode = Node<{ group: GraphGroup }, 'card'>;
export type CanvasElement = StepFlowNode | NoteFlowNode | FrameFlowNode | CardFlowNode;

/** Frames lie beneath the notes, and both beneath the connections and steps. */
const FRAME_LAYER = -2;
const NOTE_LAYER = -1;

export function isStep(element: CanvasElement): element is StepFlowNode {
  return element.type === 'step';
}

/** Makes the function that turns steps, notes and groups into React Flow's nodes; what did not change stays the same object. */
export function createElementMapper() {
  const toNodes = createNodeMapper();
  const keep = createKeeper();
  return (
    graph: Graph,
    manifests: Manifests,
    selection: Selection,
    dragged: ReadonlyMap<string, Point>,
  ): CanvasElement[] => {
    const moves = spreadMoves(graph, dragged);
    const steps = toNodes(graph, manifests, selection.nodes, moves);
    if (!graph.notes?.length && !graph.groups?.length) return steps;
    const placed = new Map(steps.map((step) => [step.id, step]));
    const cards = cardsOf(graph);
    const groups = drawnGroups(graph).map((group) =>
      group.collapsed ? toCard(graph, group, selection, moves) : toFrame(group, selection, placed),
    );
    const notes = (graph.notes ?? []).map((note) => toNote(note, selection, moves));
    return [...keep([...groups, ...notes]), ...steps.filter((step) => !cards.has(step.id))];
  };
}

function toFrame(group: GraphGroup, selection: Selection, placed: ReadonlyMap<string, StepFlowNode>): FrameFlowNode {
  const steps = group.nodeIds.flatMap((id) => placed.get(id) ?? []);
  const { x, y, ...size } = frameAround(steps.map(({ position, data }) => ({ position, ports: data.ports.length })));
  return {
    ...element(groupElement(group.id), { x, y }, size, selection.groups.has(group.id)),
    type: 'frame',
    zIndex: FRAME_LAYER,
    // A marquee within the frame chooses steps, not the frame; only its head can be taken hold of.
    selectable: false,
    dragHandle: '.frame-head',
    style: { pointerEvents: 'none' },
    data: { group },
  };
}

function toCard(
  graph: Graph,
  group: GraphGroup,
  selection: Selection,
  moves: ReadonlyMap<string, Point>,
): CardFlowNode {
  const members = graph.nodes.filter((node) => group.nodeIds.includes(node.id));
  const isChosen = selection.groups.has(group.id) || group.nodeIds.every((id) => selection.nodes.has(id));
  const size = { width: NODE_WIDTH, height: NODE_HEIGHT };
  return {
    ...element(groupElement(group.id), cardPlace(members, moves), size, isChosen),
    type: 'card',
    handles: [handleAt(INPUT_HANDLE, 'target', NODE_HEIGHT / 2), handleAt(DEFAULT_PORT, 'source', NODE_HEIGHT / 2)],
    data: { group },
  };
}

function toNote(note: GraphNote, { notes }: Selection, moves: ReadonlyMap<string, Point>): NoteFlowNode {
  const id = noteElement(note.id);
  const size = { width: note.width ?? NOTE_SIZE.width, height: note.height ?? NOTE_SIZE.height };
  return {
    ...element(id, moves.get(id) ?? note.position, size, notes.has(note.id)),
    type: 'note',
    zIndex: NOTE_LAYER,
    data: { note },
  };
}

function element(id: string, position: Point, size: { width: number; height: number }, selected: boolean) {
  return {
    id,
    position,
    ...size,
    measured: size,
    selected,
    domAttributes: { 'aria-roledescription': undefined },
  };
}

/** Hands out the object of before for each that looks the same, which lets React Flow leave it alone. */
function createKeeper() {
  let kept = new Map<string, CanvasElement>();
  return (elements: readonly CanvasElement[]): CanvasElement[] => {
    const next = elements.map((each) => {
      const old = kept.get(each.id);
      return old && looksSame(old, each) ? old : each;
    });
    kept = new Map(next.map((each) => [each.id, each]));
    return next;
  };
}

function looksSame(one: CanvasElement, other: CanvasElement): boolean {
  return (
    one.type === other.type &&
    one.position.x === other.position.x &&
    one.position.y === other.position.y &&
    one.width === other.width &&
    one.height === other.height &&
    one.selected === other.selected &&
    contentOf(one) === contentOf(other)
  );
}

function contentOf({ data }: CanvasElement): unknown {
  return 'note' in data ? data.note : data.group;
}

/** The connections as they are seen: those to the outside of a collapsed group end at its card, those within are none. */
export function toDrawnEdges(graph: Graph, manifests: Manifests, selected: ReadonlySet<string>): FlowEdge[] {
  const edges = toFlowEdges(graph, manifests, selected);
  const cards = cardsOf(graph);
  if (cards.size === 0) return edges;
  return edges.flatMap((edge) => {
    const source = cards.get(edge.source);
    const target = cards.get(edge.target);
    if (source === undefined && target === undefined) return edge;
    if (source === target) return [];
    return {
      ...edge,
      ...(source !== undefined && { source, sourceHandle: DEFAULT_PORT }),
      ...(target !== undefined && { target, targetHandle: INPUT_HANDLE }),
      // An end can be led elsewhere only where its port is seen.
      reconnectable: edge.type === 'topic' || (source && target) ? false : source ? 'target' : 'source',
    };
  });
}
