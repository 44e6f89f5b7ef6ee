import type { Graph } from '@eventloom/backend/contract';
import type { EdgeChange, NodeChange } from '@xyflow/react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useCanvas } from './canvas-overlay';
import { connectEvents } from './connect-events';
import { carriesLink } from './dragged-type';
import type { EditHandlers } from './edit-handlers';
import { FlowCanvas, ZoomLevel, type FlowProps } from './flow-canvas';
import {
  createNodeMapper,
  toFlowEdges,
  type FlowEdge,
  type Manifests,
  type Selection,
  type StepFlowNode,
} from './flow-elements';
import { GuideLayer } from './guide-layer';
import { LoopLayer } from './loop-layer';
import { edgeAt, pointOf } from './under-point';
import { useSteadyView } from './use-canvas-view';
import { useStepDrag } from './use-step-drag';

interface EditCanvasProps {
  graph: Graph;
  manifests: Manifests;
  selection: Selection;
  handlers: EditHandlers;
}

/** The canvas that a workflow is drawn on. The graph is the truth; only what is under the pointer moves ahead of it. */
export function EditCanvas({ graph, manifests, selection, handlers }: EditCanvasProps) {
  const { overlay } = useCanvas();
  const [toNodes] = useState(createNodeMapper);
  const latest = useRef({ graph, manifests, selection });
  useEffect(() => {
    latest.current = { graph, manifests, selection };
  });
  const [dragged, dragEvents] = useStepDrag(latest, handlers);
  const nodes = useMemo(
    () => toNodes(graph, manifests, selection.nodes, dragged),
    [toNodes, graph, manifests, selection.nodes, dragged],
  );
  const edges = useMemo(() => toFlowEdges(graph, manifests, selection.edges), [graph, manifests, selection.edges]);
  useSteadyView();

  const events = useMemo((): Partial<FlowProps> => {
    return {
      ...dragEvents,
      ...connectEvents(latest, handlers, overlay),
      onNodesChange: (changes) => applySelection(changes, latest.current.selection, 'nodes', handlers.select, latest),
      onEdgesChange: (changes) => applySelection(changes, latest.current.selection, 'edges', handlers.select, latest),
      onNodeClick: (event, node) => {
        if (!event.shiftKey && !event.metaKey && !event.ctrlKey) handlers.open(node.id);
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
      onBlur: (event) => {
        const next = event.relatedTarget?.closest('.react-flow__edgelabel-renderer');
        if (!next && event.target.closest('.react-flow__edge')) overlay.setState({ hoveredEdge: undefined });
      },
      onDragOver: (event) => {
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
        overlay.setState({
          dropEdge: carriesLink(event.dataTransfer) ? edgeAt(pointOf(event.nativeEvent)) : undefined,
        });
      },
      onDragLeave: () => overlay.setState({ dropEdge: undefined }),
      onDrop: (event) => {
        event.preventDefault();
        const { dropEdge } = overlay.getState();
        overlay.setState({ dropEdge: undefined });
        handlers.dropType(event, dropEdge);
      },
    };
  }, [dragEvents, handlers, overlay]);

  return (
    <ZoomLevel>
      <FlowCanvas label="Workflow canvas" nodes={nodes} edges={edges} snapToGrid={false} {...events}>
        <LoopLayer graph={graph} manifests={manifests} nodes={nodes} />
        <GuideLayer />
      </FlowCanvas>
    </ZoomLevel>
  );
}

/** Several changes may come before the next drawing, so each builds on the one before. */
function applySelection(
  changes: readonly (NodeChange<StepFlowNode> | EdgeChange<FlowEdge>)[],
  current: Selection,
  part: 'nodes' | 'edges',
  select: (selection: Selection) => void,
  latest: { current: { selection: Selection } },
): void {
  const ids = new Set(current[part]);
  for (const change of changes)
    if (change.type === 'select') {
      if (change.selected) ids.add(change.id);
      else ids.delete(change.id);
    }
  const isSame = ids.size === current[part].size && [...ids].every((id) => current[part].has(id));
  if (isSame) return;
  const next = { ...current, [part]: ids };
  latest.current.selection = next;
  select(next);
}
