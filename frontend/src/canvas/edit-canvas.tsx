import { refuseEdge } from '@eventloom/backend/engine';
import type { Graph } from '@eventloom/backend/contract';
import type { Connection, Edge, EdgeChange, NodeChange } from '@xyflow/react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useCanvas } from './canvas-overlay';
import { FlowCanvas, ZoomLevel, type FlowProps } from './flow-canvas';
import { createElementMapper, isStep, toDrawnEdges, type CanvasElement } from './canvas-elements';
import { elementOf } from './element-ids';
import type { FlowEdge, Manifests, Selection } from './flow-elements';
import { LoopLayer } from './loop-layer';
import type { Point } from './node-geometry';
import { refusalsFrom } from './refusals';
import { withTitles } from './with-titles';
import { useSteadyView } from './use-canvas-view';

export interface ConnectionEnds {
  source: string;
  sourceHandle: string | null;
  target: string;
}

/** What the canvas tells the editor. All of it has to be stable. */
export interface EditHandlers {
  select(selection: Selection): void;
  open(nodeId: string): void;
  chooseGroup(groupId: string, isMore: boolean): void;
  rename(nodeId: string): void;
  move(positions: ReadonlyMap<string, Point>): void;
  connect(ends: ConnectionEnds): void;
  reconnect(edgeId: string, ends: ConnectionEnds): void;
  refuse(reason: string): void;
  /** A connection was dropped on the empty canvas. */
  dropConnection(from: { nodeId: string; port: string | null; side: 'output' | 'input' }, at: Point): void;
  doubleClick(at: Point): void;
  /** Something was dragged in; `edgeId` is the connection under it. */
  dropType(event: React.DragEvent, edgeId: string | undefined): void;
}

interface EditCanvasProps {
  graph: Graph;
  manifests: Manifests;
  selection: Selection;
  handlers: EditHandlers;
}

const CLOSED = 'Expand the group to connect a step in it.';
const STILL: ReadonlyMap<string, Point> = new Map();

/** The canvas that a workflow is drawn on. The graph is the truth; only what is under the pointer moves ahead of it. */
export function EditCanvas({ graph, manifests, selection, handlers }: EditCanvasProps) {
  const { overlay } = useCanvas();
  const [toNodes] = useState(createElementMapper);
  const [dragged, setDragged] = useState(STILL);
  const nodes = useMemo(
    () => toNodes(graph, manifests, selection, dragged),
    [toNodes, graph, manifests, selection, dragged],
  );
  const edges = useMemo(() => toDrawnEdges(graph, manifests, selection.edges), [graph, manifests, selection.edges]);
  useSteadyView();
  const latest = useRef({ graph, manifests, selection, dragged });
  useEffect(() => {
    latest.current = { graph, manifests, selection, dragged };
  });

  const events = useMemo((): Partial<FlowProps> => {
    const isAllowed = (connection: Connection | Edge): boolean =>
      refuseEdge(latest.current.graph, connection, latest.current.manifests) === undefined;
    const tryConnect = (ends: ConnectionEnds): void => {
      const { graph, manifests } = latest.current;
      const refusal = refuseEdge(graph, ends, manifests);
      if (refusal) handlers.refuse(withTitles(refusal.detail, graph, manifests));
      else handlers.connect(ends);
    };
    return {
      onNodesChange: (changes) => {
        applySelection(changes, latest.current.selection, handlers.select, latest);
        const moves = new Map(latest.current.dragged);
        for (const change of changes)
          if (change.type === 'position' && change.position && change.dragging) moves.set(change.id, change.position);
        if (moves.size !== 0 && changes.some((change) => change.type === 'position' && change.dragging)) {
          latest.current.dragged = moves;
          setDragged(moves);
        }
      },
      onEdgesChange: (changes) => applySelection(changes, latest.current.selection, handlers.select, latest, 'edges'),
      onNodeDragStop: () => {
        const moves = latest.current.dragged;
        latest.current.dragged = STILL;
        setDragged(STILL);
        if (moves.size > 0) handlers.move(moves);
      },
      onNodeClick: (event, node) => {
        const isMore = event.shiftKey || event.metaKey || event.ctrlKey;
        if (node.type === 'frame') handlers.chooseGroup(elementOf(node.id).id, isMore);
        else if (isStep(node) && !isMore) handlers.open(node.id);
      },
      onNodeDoubleClick: (_, node) => handlers.rename(node.id),
      onDoubleClick: (event) => {
        const onPane = (event.target as Element).classList.contains('react-flow__pane');
        if (onPane) handlers.doubleClick({ x: event.clientX, y: event.clientY });
      },
      onEdgeMouseEnter: (_, edge) => overlay.setState({ hoveredEdge: edge.id }),
      onEdgeMouseLeave: () => overlay.setState({ hoveredEdge: undefined }),
      // A connection that has the focus offers what one under the pointer does.
      onFocus: (event) => {
        const edge = event.target.closest('.react-flow__edge')?.getAttribute('data-id');
        if (edge) overlay.setState({ hoveredEdge: edge });
      },
      isValidConnection: isAllowed,
      onConnect: ({ source, sourceHandle, target }) => tryConnect({ source, sourceHandle, target }),
      onConnectStart: (_, { nodeId, handleId, handleType }) => {
        if (nodeId === null || handleType !== 'source') return;
        const { graph, manifests } = latest.current;
        overlay.setState({ refusals: refusalsFrom(graph, nodeId, handleId, manifests) });
      },
      onConnectEnd: (event, state) => {
        overlay.setState({ refusals: null });
        if (state.isValid || !state.fromHandle) return;
        const { nodeId, id: port = null, type } = state.fromHandle;
        const at = pointOf(event);
        const over = state.toHandle?.nodeId ?? nodeAt(at);
        if (over === nodeId && !state.toHandle) return;
        if (over !== undefined && elementOf(over).part === 'groups') return handlers.refuse(CLOSED);
        if (over === undefined) {
          if (isOnPane(at)) handlers.dropConnection({ nodeId, port, side: type === 'source' ? 'output' : 'input' }, at);
        } else if (type === 'source') tryConnect({ source: nodeId, sourceHandle: port, target: over });
        else tryConnect({ source: over, sourceHandle: state.toHandle?.id ?? null, target: nodeId });
      },
      onReconnect: (edge, { source, sourceHandle, target }) =>
        handlers.reconnect(edge.id, { source, sourceHandle, target }),
      onDragOver: (event) => {
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
        overlay.setState({ hoveredEdge: edgeAt({ x: event.clientX, y: event.clientY }) });
      },
      onDrop: (event) => {
        event.preventDefault();
        overlay.setState({ hoveredEdge: undefined });
        handlers.dropType(event, edgeAt({ x: event.clientX, y: event.clientY }));
      },
    };
  }, [handlers, overlay]);

  return (
    <ZoomLevel>
      <FlowCanvas label="Workflow canvas" nodes={nodes} edges={edges} {...events}>
        <LoopLayer graph={graph} manifests={manifests} nodes={nodes.filter(isStep)} />
      </FlowCanvas>
    </ZoomLevel>
  );
}

/** Several changes may come before the next drawing, so each builds on the one before. */
function applySelection(
  changes: readonly (NodeChange<CanvasElement> | EdgeChange<FlowEdge>)[],
  current: Selection,
  select: (selection: Selection) => void,
  latest: { current: { graph: Graph; selection: Selection } },
  of?: 'edges',
): void {
  const next = {
    nodes: new Set(current.nodes),
    edges: new Set(current.edges),
    notes: new Set(current.notes),
    groups: new Set(current.groups),
  };
  for (const change of changes) {
    if (change.type !== 'select') continue;
    const { part, id } = of ? { part: of, id: change.id } : elementOf(change.id);
    if (change.selected) next[part].add(id);
    else next[part].delete(id);
    // A card also shows that all its steps are chosen.
    if (part === 'groups' && !change.selected)
      stepsOf(latest.current.graph, id).forEach((step) => next.nodes.delete(step));
  }
  if (PARTS.every((part) => isSameSet(next[part], current[part]))) return;
  latest.current.selection = next;
  select(next);
}

const PARTS = ['nodes', 'edges', 'notes', 'groups'] as const;

function isSameSet(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((id) => other.has(id));
}

function stepsOf(graph: Graph, groupId: string): readonly string[] {
  return graph.groups?.find(({ id }) => id === groupId)?.nodeIds ?? [];
}

function pointOf(event: MouseEvent | TouchEvent): Point {
  const { clientX, clientY } =
    'changedTouches' in event ? (event.changedTouches[0] ?? { clientX: 0, clientY: 0 }) : event;
  return { x: clientX, y: clientY };
}

function nodeAt({ x, y }: Point): string | undefined {
  const node = document.elementFromPoint(x, y)?.closest('.react-flow__node-step, .react-flow__node-card');
  return node?.getAttribute('data-id') ?? undefined;
}

function edgeAt({ x, y }: Point): string | undefined {
  const edge = document.elementsFromPoint(x, y).find((element) => element.closest('.react-flow__edge-connection'));
  return edge?.closest('.react-flow__edge')?.getAttribute('data-id') ?? undefined;
}

function isOnPane({ x, y }: Point): boolean {
  const element = document.elementFromPoint(x, y);
  return element !== null && element.closest('.react-flow__renderer') !== null;
}
