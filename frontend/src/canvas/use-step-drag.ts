import { useReactFlow } from '@xyflow/react';
import { useMemo, useRef, useState } from 'react';
import { useCanvas } from './canvas-overlay';
import { beginDrag, placeDragged, type Drag } from './drag-steps';
import type { EditHandlers, Latest } from './edit-handlers';
import type { FlowProps } from './flow-canvas';
import type { FlowEdge, StepFlowNode } from './flow-elements';
import type { Point } from './node-geometry';
import { edgeAt } from './under-point';

type DragProps = Pick<FlowProps, 'onNodeDragStart' | 'onNodeDrag' | 'onNodeDragStop'>;

const STILL: ReadonlyMap<string, Point> = new Map();
/** How near, on the screen, a step has to be to fall in line with another. */
const TOLERANCE = 5;

/** Moves steps with the pointer; the graph learns of it when they are let go. Answers where they are meanwhile. */
export function useStepDrag(latest: Latest, handlers: EditHandlers): [ReadonlyMap<string, Point>, DragProps] {
  const flow = useReactFlow<StepFlowNode, FlowEdge>();
  const { overlay } = useCanvas();
  const [dragged, setDragged] = useState(STILL);
  const drag = useRef<Drag | undefined>(undefined);
  const positions = useRef(STILL);

  const events = useMemo((): DragProps => {
    const move = (next: ReadonlyMap<string, Point>): void => {
      positions.current = next;
      setDragged(next);
    };
    /** A step is over a connection if the pointer is, or the step's own middle. */
    const edgeUnder = (nodeId: string, pointer: Point): string | undefined => {
      const box = document.querySelector(`[data-node="${CSS.escape(nodeId)}"]`)?.getBoundingClientRect();
      return edgeAt(pointer) ?? (box && edgeAt({ x: box.left + box.width / 2, y: box.top + box.height / 2 }));
    };
    return {
      onNodeDragStart: (_, __, nodes) => {
        drag.current = beginDrag(nodes, flow.getNodes(), latest.current);
      },
      onNodeDrag: (event, node, nodes) => {
        if (!drag.current) return;
        const { loose } = drag.current;
        const tolerance = TOLERANCE / flow.getZoom();
        const placed = placeDragged(drag.current, nodes, node.position, { tolerance, isFree: event.altKey });
        if (!isSamePoint(placed.positions.get(node.id), positions.current.get(node.id))) {
          move(placed.positions);
          overlay.setState({ guides: placed.guides });
        }
        if (loose !== undefined && 'clientX' in event) {
          const dropEdge = edgeUnder(loose, { x: event.clientX, y: event.clientY });
          if (dropEdge !== overlay.getState().dropEdge) overlay.setState({ dropEdge });
        }
      },
      onNodeDragStop: (_, node) => {
        const moved = positions.current;
        const { dropEdge } = overlay.getState();
        drag.current = undefined;
        move(STILL);
        overlay.setState({ guides: [], dropEdge: undefined });
        const position = moved.get(node.id);
        if (position && dropEdge !== undefined) handlers.splice(node.id, dropEdge, position);
        else if (moved.size > 0) handlers.move(moved);
      },
    };
  }, [flow, latest, handlers, overlay]);

  return [dragged, events];
}

function isSamePoint(one: Point | undefined, other: Point | undefined): boolean {
  return one?.x === other?.x && one?.y === other?.y;
}
