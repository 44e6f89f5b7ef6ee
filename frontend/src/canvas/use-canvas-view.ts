import { ReactFlowProvider, useReactFlow, useStore, useStoreApi } from '@xyflow/react';
import { useEffect, useMemo } from 'react';
import { focusSoon } from '../ui/focus-soon';
import { FIT } from './fit';
import { animated } from './motion';
import { NODE_HEIGHT, NODE_WIDTH, type Point } from './node-geometry';

/** Stands around whatever looks at or moves the view of one canvas. */
export const CanvasProvider = ReactFlowProvider;

/** What the chrome around a canvas may do with its view. React Flow itself stays behind it. */
export interface CanvasView {
  /** Fits the view to the whole graph, or to some steps of it. */
  fit(nodeIds?: Iterable<string>): void;
  zoomBy(direction: 1 | -1): void;
  zoomToFull(): void;
  /** Where on the graph a point of the window lies. */
  toGraph(point: Point): Point;
  /** Where in the window a point of the graph lies. */
  toWindow(point: Point): Point;
  /** The middle of what is seen, in the graph. */
  middle(): Point;
  /** Moves the view as little as needed for a step to be seen whole, or at least half where it was put by hand. */
  reveal(position: Point, how?: 'whole' | 'half'): void;
  /** Tells when the canvas gets wider or narrower; answers the function that ends it. */
  watchWidth(told: () => void): () => void;
  /** Puts the keyboard's focus on a step, once it can have it. */
  focus(nodeId: string): void;
}

/** How much room is left around a step that is brought into view. */
const MARGIN = 16;

export function useCanvasView(): CanvasView {
  const flow = useReactFlow();
  const store = useStoreApi();
  return useMemo(() => {
    const box = () => store.getState().domNode?.getBoundingClientRect() ?? new DOMRect();
    return {
      fit: (nodeIds) => {
        const nodes = nodeIds && { nodes: [...nodeIds].map((id) => ({ id })) };
        void flow.fitView({ ...FIT, ...nodes, ...animated() });
      },
      zoomBy: (direction) => void (direction > 0 ? flow.zoomIn(animated()) : flow.zoomOut(animated())),
      zoomToFull: () => void flow.zoomTo(1, animated()),
      toGraph: (point) => flow.screenToFlowPosition(point, { snapToGrid: false }),
      toWindow: (point) => flow.flowToScreenPosition(point),
      middle: () => {
        const { left, top, width, height } = box();
        return flow.screenToFlowPosition({ x: left + width / 2, y: top + height / 2 }, { snapToGrid: false });
      },
      reveal: (position, how = 'whole') => {
        const { x, y, zoom } = flow.getViewport();
        const { width, height } = box();
        const left = position.x * zoom + x;
        const top = position.y * zoom + y;
        const share = how === 'whole' ? 1 : 0.5;
        const dx = shiftInto(left, NODE_WIDTH * zoom * share, width);
        const dy = shiftInto(top, NODE_HEIGHT * zoom * share, height);
        if (dx !== 0 || dy !== 0) void flow.setViewport({ x: x + dx, y: y + dy, zoom }, animated());
      },
      watchWidth: (told) => {
        let { width } = box();
        const observer = new ResizeObserver(() => {
          const next = box().width;
          if (next !== width) told();
          width = next;
        });
        const { domNode } = store.getState();
        if (domNode) observer.observe(domNode);
        return () => observer.disconnect();
      },
      focus: (nodeId) =>
        focusSoon(() => store.getState().domNode?.querySelector<HTMLElement>(`[data-node="${CSS.escape(nodeId)}"]`)),
    };
  }, [flow, store]);
}

/** How far something has to move to lie within `[MARGIN, room - MARGIN]`; its start wins where there is too little room. */
export function shiftInto(start: number, size: number, room: number): number {
  const over = start + size - (room - MARGIN);
  const moved = over > 0 ? start - over : start;
  return Math.max(moved, MARGIN) - start;
}

/**
 * Keeps what is drawn where it is on the screen when the chrome to the left of the canvas comes or goes: a step that was
 * just pressed does not jump away from under the pointer.
 */
export function useSteadyView(): void {
  const flow = useReactFlow();
  const element = useStore((state) => state.domNode);
  useEffect(() => {
    if (!element) return undefined;
    let left = element.getBoundingClientRect().left;
    const observer = new ResizeObserver(() => {
      const next = element.getBoundingClientRect().left;
      const { x, y, zoom } = flow.getViewport();
      if (next !== left) void flow.setViewport({ x: x + left - next, y, zoom });
      left = next;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [flow, element]);
}
