import '@xyflow/react/dist/base.css';
import {
  ReactFlow,
  SelectionMode,
  useStore,
  useStoreApi,
  type EdgeTypes,
  type NodeTypes,
  type ReactFlowProps,
} from '@xyflow/react';
import { memo, useMemo, useState, type ReactNode } from 'react';
import { CanvasChrome } from './canvas-chrome';
import { ConnectionEdge, GRIP } from './connection-edge';
import classes from './flow-canvas.module.css';
import type { CanvasElement } from './canvas-elements';
import { CardNode } from './card-node';
import { FIT } from './fit';
import type { FlowEdge } from './flow-elements';
import { FrameNode } from './frame-node';
import { GRID } from './node-geometry';
import { NoteNode } from './note-node';
import { StepNode } from './step-node';
import { TopicEdge } from './topic-edge';
import { useGivenSizes } from './use-given-sizes';
import { levelOf, useIsFar, ZoomLevelContext } from './zoom-level';

const NODE_TYPES: NodeTypes = { step: StepNode, note: NoteNode, frame: FrameNode, card: CardNode };
const EDGE_TYPES: EdgeTypes = { connection: ConnectionEdge, topic: TopicEdge };
const SNAP: [number, number] = [GRID, GRID];
const SELECT_MORE = ['Shift', 'Meta', 'Control'];
const MIDDLE_BUTTON = [1];
/** From here on what is off the screen is not drawn. */
const LARGE = 150;

export type FlowProps = ReactFlowProps<CanvasElement, FlowEdge>;

interface FlowCanvasProps extends Omit<FlowProps, 'nodeTypes' | 'edgeTypes'> {
  nodes: CanvasElement[];
  label: string;
  children?: ReactNode;
}

/** React Flow as both canvases use it. Every prop that is a function or an object has to be stable. */
export const FlowCanvas = memo(function FlowCanvas({ label, children, ...props }: FlowCanvasProps) {
  // An empty canvas is not fitted to its first step later: that would pull it away from where it was put.
  const [isFitted] = useState(props.nodes.length > 0);
  const moves = useMoveMark();
  const isFar = useIsFar();
  return (
    <ReactFlow<CanvasElement, FlowEdge>
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
      edgesReconnectable={!isFar}
      {...moves}
      {...props}
    >
      <CanvasChrome />
      {children}
    </ReactFlow>
  );
});

/** Marks the canvas while its view moves, for the style sheet. */
function useMoveMark(): Pick<FlowProps, 'onMoveStart' | 'onMoveEnd'> {
  const store = useStoreApi();
  return useMemo(
    () => ({
      onMoveStart: () => store.getState().domNode?.setAttribute('data-moving', ''),
      onMoveEnd: () => store.getState().domNode?.removeAttribute('data-moving'),
    }),
    [store],
  );
}

/** Tells how near the view is; and whether it has been fitted, for until then nothing is where it will be. */
export function ZoomLevel({ children }: { children: ReactNode }) {
  useGivenSizes();
  const level = useStore(({ transform }) => levelOf(transform[2]));
  const isReady = useStore(({ fitViewQueued, panZoom }) => !fitViewQueued && panZoom !== null);
  return (
    <ZoomLevelContext value={level}>
      <div className={classes.canvas} data-zoom={level} data-ready={isReady || undefined}>
        {children}
      </div>
    </ZoomLevelContext>
  );
}
