import type { Graph, NodeManifest } from '@eventloom/backend/contract';
import { ReactFlowProvider } from '@xyflow/react';
import { useEffect, useMemo, useState } from 'react';
import { CanvasContext, createOverlay } from './canvas-overlay';
import { FlowCanvas, ZoomLevel, type FlowProps } from './flow-canvas';
import { createElementMapper, isStep, toDrawnEdges } from './canvas-elements';
import { NOTHING_SELECTED } from './flow-elements';
import { LoopLayer } from './loop-layer';
import { neighbourOf } from './neighbours';
import { nodeRuns, type ShownStep } from './node-runs';
import { placeNodes } from './place-nodes';

interface RunCanvasProps {
  graph: Graph;
  manifests: ReadonlyMap<string, NodeManifest>;
  steps: readonly ShownStep[];
  selectedNodeId: string | undefined;
  onSelect: (nodeId: string | undefined) => void;
}

const NOTHING_MOVED = new Map();
const NO_EDGES = new Set<string>();

/** A run over the graph that it ran: to look at and to choose a step, not to change. */
export function RunCanvas({ graph, manifests, steps, selectedNodeId, onSelect }: RunCanvasProps) {
  const [overlay] = useState(createOverlay);
  const [toNodes] = useState(createElementMapper);
  const placed = useMemo(() => expanded(placeNodes(graph)), [graph]);
  const nodes = useMemo(() => {
    const chosen = new Set(selectedNodeId === undefined ? [] : [selectedNodeId]);
    return toNodes(placed, manifests, { ...NOTHING_SELECTED, nodes: chosen }, NOTHING_MOVED);
  }, [placed, manifests, selectedNodeId, toNodes]);
  const edges = useMemo(() => toDrawnEdges(placed, manifests, NO_EDGES), [placed, manifests]);
  useEffect(() => overlay.setState(({ runs }) => ({ runs: nodeRuns(steps, runs) })), [overlay, steps]);
  useEffect(
    () => overlay.setState({ current: selectedNodeId ?? placed.nodes[0]?.id }),
    [overlay, selectedNodeId, placed],
  );
  const context = useMemo(() => ({ overlay, actions: null }), [overlay]);
  const choose = useMemo<Pick<FlowProps, 'onNodeClick' | 'onPaneClick' | 'onKeyDown'>>(
    () => ({
      onNodeClick: (_, node) => isStep(node) && onSelect(node.id),
      onPaneClick: () => onSelect(undefined),
      onKeyDown: (event) => {
        const next = nextNode(event, placed, selectedNodeId);
        if (next === undefined) return;
        event.preventDefault();
        onSelect(next);
        event.currentTarget
          .querySelector<HTMLElement>(`[data-node="${CSS.escape(next)}"]`)
          ?.focus({ preventScroll: true });
      },
    }),
    [onSelect, placed, selectedNodeId],
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
            <LoopLayer graph={placed} manifests={manifests} nodes={nodes.filter(isStep)} />
          </FlowCanvas>
        </ZoomLevel>
      </ReactFlowProvider>
    </CanvasContext>
  );
}

/** Of a run every step is to be seen. */
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
