import type { Graph, NodeManifest } from '@eventloom/backend/contract';
import { ReactFlowProvider } from '@xyflow/react';
import { useEffect, useMemo, useState } from 'react';
import { CanvasContext, type OverlayStore } from './canvas-overlay';
import { FlowCanvas, ZoomLevel, type FlowProps } from './flow-canvas';
import { createElementMapper, isStep, toDrawnEdges } from './canvas-elements';
import { NOTHING_SELECTED } from './flow-elements';
import { LoopLayer } from './loop-layer';
import { neighbourOf } from './neighbours';

interface ShowCanvasProps {
  /** Every step has its place. */
  graph: Graph;
  manifests: ReadonlyMap<string, NodeManifest>;
  overlay: OverlayStore;
  selectedNodeId: string | undefined;
  onSelect: (nodeId: string | undefined) => void;
}

const NOTHING_MOVED = new Map();
const NO_EDGES = new Set<string>();

/** A graph to look at and to choose a step of, not to change. */
export function ShowCanvas({ graph: given, manifests, overlay, selectedNodeId, onSelect }: ShowCanvasProps) {
  const [toNodes] = useState(createElementMapper);
  const graph = useMemo(() => expanded(given), [given]);
  const nodes = useMemo(() => {
    const selected = new Set(selectedNodeId === undefined ? [] : [selectedNodeId]);
    return toNodes(graph, manifests, { ...NOTHING_SELECTED, nodes: selected }, NOTHING_MOVED);
  }, [graph, manifests, selectedNodeId, toNodes]);
  const edges = useMemo(() => toDrawnEdges(graph, manifests, NO_EDGES), [graph, manifests]);
  useEffect(
    () => overlay.setState({ current: selectedNodeId ?? graph.nodes[0]?.id }),
    [overlay, selectedNodeId, graph],
  );
  const context = useMemo(() => ({ overlay, actions: null }), [overlay]);
  const choose = useMemo<Pick<FlowProps, 'onNodeClick' | 'onPaneClick' | 'onKeyDown'>>(
    () => ({
      onNodeClick: (_, node) => isStep(node) && onSelect(node.id),
      onPaneClick: () => onSelect(undefined),
      onKeyDown: (event) => {
        const next = nextNode(event, graph, selectedNodeId);
        if (next === undefined) return;
        event.preventDefault();
        onSelect(next);
        event.currentTarget
          .querySelector<HTMLElement>(`[data-node="${CSS.escape(next)}"]`)
          ?.focus({ preventScroll: true });
      },
    }),
    [onSelect, graph, selectedNodeId],
  );
  return (
    <CanvasContext value={context}>
      <ReactFlowProvider>
        <ZoomLevel>
          <FlowCanvas
            label="Workflow canvas"
            nodes={nodes}
            edges={edges}
            nodesDraggable={false}
            nodesConnectable={false}
            edgesFocusable={false}
            elementsSelectable={false}
            panOnDrag
            selectionOnDrag={false}
            {...choose}
          >
            <LoopLayer graph={graph} manifests={manifests} nodes={nodes.filter(isStep)} />
          </FlowCanvas>
        </ZoomLevel>
      </ReactFlowProvider>
    </CanvasContext>
  );
}

/** Of what is only looked at every step is to be seen. */
function expanded(graph: Graph): Graph {
  return { ...graph, groups: graph.groups?.map((group) => ({ ...group, collapsed: false })) };
}

/** The arrow keys follow the connections, Enter chooses the step that has the focus. */
function nextNode(event: React.KeyboardEvent<HTMLElement>, graph: Graph, from: string | undefined): string | undefined {
  const here = (event.target as HTMLElement).closest<HTMLElement>('[data-node]')?.dataset.node ?? from;
  if (event.key === 'Enter') return here;
  if (here === undefined) return undefined;
  return neighbourOf(graph, here, event.key);
}
