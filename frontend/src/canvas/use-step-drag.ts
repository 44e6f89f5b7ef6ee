import type { Graph } from '@eventloom/backend/contract';
import { useReactFlow } from '@xyflow/react';
import { useMemo, useRef, useState } from 'react';
import type { CanvasElement } from './canvas-elements';
import { useCanvas } from './canvas-overlay';
import { beginDrag, placeDragged, type Drag, type Placed } from './drag-steps';
import type { EditHandlers, Latest } from './edit-handlers';
import type { FlowProps } from './flow-canvas';
import type { FlowEdge } from './flow-elements';
import { spreadMoves } from './group-boxes';
import type { Point } from './node-geometry';
import { edgeAt } from './under-point';

type DragProps = Pick<FlowProps, 'onNodeDragStart' | 'onNodeDrag' | 'onNodeDragStop'>;

const STILL: Placed = { positions: new Map(), guides: [] };
/** How near, on the screen, a step has to be to fall in line with another. */
const TOLERANCE = 5;

/** Moves steps with the pointer; the graph learns of it when they are let go. Answers where they are meanwhile. */
export function useStepDrag(latest: Latest, handlers: EditHandlers): [Placed, DragProps] {
  const flow = useReactFlow<CanvasElement, FlowEdge>();
  const { overlay } = useCanvas();
  const [dragged, setDragged] = useState(STILL);
  const drag = useRef<Drag | undefined>(undefined);
  const current = useRef(STILL);

  const events = useMemo((): DragProps => {
    const move = (next: Placed): void => {
      current.current = next;
      setDragged(next);
    };
    /** A step is over a connection if the pointer is, or the step's own middle. */
    const edgeUnder = (nodeId: string, pointer: Point): string | undefined => {
      const box = document.querySelector(`[data-node="${CSS.escape(nodeId)}"]`)?.getBoundingClientRect();
      return edgeAt(pointer) ?? (box && edgeAt({ x: box.left + box.width / 2, y: box.top + box.height / 2 }));
    };
    return {
      onNodeDragStart: (_, __, nodes) => {
        drag.current = beginDrag(nodes, stillBeside(nodes, flow.getNodes(), latest.current.graph), latest.current);
      },
      onNodeDrag: (event, node, nodes) => {
        if (!drag.current) return;
        const { loose } = drag.current;
        const tolerance = TOLERANCE / flow.getZoom();
        const placed = placeDragged(drag.current, nodes, node.position, { tolerance, isFree: event.altKey });
        if (!isSamePoint(placed.positions.get(node.id), current.current.positions.get(node.id))) move(placed);
        if (loose !== undefined && 'clientX' in event) {
          const dropEdge = edgeUnder(loose, { x: event.clientX, y: event.clientY });
          if (dropEdge !== overlay.getState().dropEdge) overlay.setState({ dropEdge });
        }
      },
      onNodeDragStop: (_, node) => {
        const moved = current.current.positions;
        const { dropEdge } = overlay.getState();
        drag.current = undefined;
        move(STILL);
        if (dropEdge !== undefined) overlay.setState({ dropEdge: undefined });
        const position = moved.get(node.id);
        if (position && dropEdge !== undefined) handlers.splice(node.id, dropEdge, position);
        else if (moved.size > 0) handlers.move(moved);
      },
    };
  }, [flow, latest, handlers, overlay]);

  return [dragged, events];
}

/** What stands still: neither the frames, which follow their steps, nor the steps that go along with a frame. */
function stillBeside(
  moving: readonly CanvasElement[],
  all: readonly CanvasElement[],
  graph: Graph,
): readonly CanvasElement[] {
  const along = spreadMoves(graph, new Map(moving.map(({ id, position }) => [id, position])));
  return all.filter(({ id, type }) => type !== 'frame' && !along.has(id));
}

function isSamePoint(one: Point | undefined, other: Point | undefined): boolean {
  return one?.x === other?.x && one?.y === other?.y;
}
