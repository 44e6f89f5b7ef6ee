import type { Graph } from '@eventloom/backend/contract';
import { useEffect, useMemo, useRef, useState } from 'react';
import { applySelection } from './apply-selection';
import { createElementMapper, isStep, toDrawnEdges } from './canvas-elements';
import { useCanvas } from './canvas-overlay';
import { connectEvents } from './connect-events';
import { carriesLink } from './dragged-type';
import type { EditHandlers } from './edit-handlers';
import { elementOf } from './element-ids';
import { FlowCanvas, ZoomLevel, type FlowProps } from './flow-canvas';
import type { Manifests, Selection } from './flow-elements';
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
  const [toNodes] = useState(createElementMapper);
  const latest = useRef({ graph, manifests, selection });
  useEffect(() => {
    latest.current = { graph, manifests, selection };
  });
  const [dragged, dragEvents] = useStepDrag(latest, handlers);
  const nodes = useMemo(
    () => toNodes(graph, manifests, selection, dragged.positions),
    [toNodes, graph, manifests, selection, dragged.positions],
  );
  const edges = useMemo(() => toDrawnEdges(graph, manifests, selection.edges), [graph, manifests, selection.edges]);
  useSteadyView();

  const events = useMemo((): Partial<FlowProps> => {
    return {
      ...dragEvents,
      ...connectEvents(latest, handlers, overlay),
      onNodesChange: (changes) => applySelection(changes, handlers.select, latest),
      onEdgesChange: (changes) => applySelection(changes, handlers.select, latest, 'edges'),
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
        <LoopLayer graph={graph} manifests={manifests} nodes={nodes.filter(isStep)} />
        <GuideLayer guides={dragged.guides} />
      </FlowCanvas>
    </ZoomLevel>
  );
}
