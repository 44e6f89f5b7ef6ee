import '@xyflow/react/dist/base.css';
import { ReactFlow, SelectionMode, useStore, type EdgeTypes, type NodeTypes, type ReactFlowProps } from '@xyflow/react';
import { memo, useState, type ReactNode } from 'react';
import { CanvasChrome } from './canvas-chrome';
import { ConnectionEdge, GRIP } from './connection-edge';
import classes from './flow-canvas.module.css';
import type { FlowEdge, StepFlowNode } from './flow-elements';
import { GRID } from './node-geometry';
import { StepNode } from './step-node';
import { TopicEdge } from './topic-edge';

const NODE_TYPES: NodeTypes = { step: StepNode };
const EDGE_TYPES: EdgeTypes = { connection: ConnectionEdge, topic: TopicEdge };
const FIT = { maxZoom: 1, padding: 0.08 };
const SNAP: [number, number] = [GRID, GRID];
const SELECT_MORE = ['Shift', 'Meta', 'Control'];
const MIDDLE_BUTTON = [1];
/** From here on what is off the screen is not drawn. */
const LARGE = 150;

export type FlowProps = ReactFlowProps<StepFlowNode, FlowEdge>;

interface FlowCanvasProps extends Omit<FlowProps, 'nodeTypes' | 'edgeTypes'> {
  nodes: StepFlowNode[];
  label: string;
  children?: ReactNode;
}

/** React Flow as both canvases use it. Every prop that is a function or an object has to be stable. */
export const FlowCanvas = memo(function FlowCanvas({ label, children, ...props }: FlowCanvasProps) {
  // An empty canvas is not fitted to its first step later: that would pull it away from where it was put.
  const [isFitted] = useState(props.nodes.length > 0);
  return (
    <ReactFlow<StepFlowNode, FlowEdge>
      nodeTypes={NODE_TYPES}
      edgeTypes={EDGE_TYPES}
      aria-label={label}
      tabIndex={props.nodes.length === 0 ? 0 : -1}
      fitView={isFitted}
      fitViewOptions={FIT}
      minZoom={0.1}
      maxZoom={2}
      snapToGrid
      snapGrid={SNAP}
      onlyRenderVisibleElements={props.nodes.length > LARGE}
      nodesFocusable={false}
      disableKeyboardA11y
      deleteKeyCode={null}
      selectionKeyCode={null}
      multiSelectionKeyCode={SELECT_MORE}
      panOnDrag={MIDDLE_BUTTON}
      panActivationKeyCode="Space"
      selectionOnDrag
      selectionMode={SelectionMode.Partial}
      panOnScroll
      zoomOnDoubleClick={false}
      connectionRadius={30}
      reconnectRadius={GRIP}
      connectOnClick={false}
      nodeDragThreshold={3}
      nodeClickDistance={3}
      paneClickDistance={3}
      elevateNodesOnSelect={false}
      {...props}
    >
      <CanvasChrome />
      {children}
    </ReactFlow>
  );
});

/**
 * Tells the style sheets how near the view is: `near`, `middle` (under 60 %) or `far` (under 30 %); and whether it has
 * been fitted, for until then nothing is where it will be.
 */
export function ZoomLevel({ children }: { children: ReactNode }) {
  const level = useStore(({ transform }) => (transform[2] < 0.3 ? 'far' : transform[2] < 0.6 ? 'middle' : 'near'));
  const isReady = useStore(({ fitViewQueued, panZoom }) => !fitViewQueued && panZoom !== null);
  return (
    <div className={classes.canvas} data-zoom={level} data-ready={isReady || undefined}>
      {children}
    </div>
  );
}
