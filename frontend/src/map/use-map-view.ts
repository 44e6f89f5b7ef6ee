import { useElementSize, useMergedRef } from '@mantine/hooks';
import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState, type PointerEvent } from 'react';

const LEAST_ZOOM = 0.1;
const MOST_ZOOM = 1.5;
const STEP = 1.25;
/** How much a turn of the wheel by a pixel enlarges. */
const WHEEL = 0.005;

interface Anchor {
  /** Where in the window of the map it lies, in pixels. */
  x: number;
  y: number;
  /** What lies there, in pixels of the map. */
  left: number;
  top: number;
}

/** How large the map is shown, and which part of it: scrolled as all pages are, dragged by its ground, zoomed. */
export function useMapView(height: number) {
  const scroller = useRef<HTMLDivElement>(null);
  const { ref: sized, width, height: windowHeight } = useElementSize<HTMLDivElement>();
  const ref = useMergedRef(scroller, sized);
  const [zoom, setZoom] = useState(1);
  const anchor = useRef<Anchor>(undefined);

  const zoomTo = (next: number, at?: { x: number; y: number }): void => {
    const element = scroller.current;
    if (!element) return;
    const { x, y } = at ?? { x: element.clientWidth / 2, y: element.clientHeight / 2 };
    anchor.current = { x, y, left: (element.scrollLeft + x) / zoom, top: (element.scrollTop + y) / zoom };
    setZoom(Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, next)));
  };

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element || !anchor.current) return;
    const { x, y, left, top } = anchor.current;
    anchor.current = undefined;
    element.scrollTo(left * zoom - x, top * zoom - y);
  }, [zoom]);

  const onWheel = useEffectEvent((event: WheelEvent) => {
    const element = scroller.current;
    if (!element || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    const { left, top } = element.getBoundingClientRect();
    zoomTo(zoom * Math.exp(-event.deltaY * WHEEL), { x: event.clientX - left, y: event.clientY - top });
  });

  useEffect(() => {
    const element = scroller.current;
    const turn = (event: WheelEvent) => onWheel(event);
    // React's own listeners may not keep the browser from enlarging the whole page.
    element?.addEventListener('wheel', turn, { passive: false });
    return () => element?.removeEventListener('wheel', turn);
  }, []);

  return {
    ref,
    scroller,
    width,
    zoom,
    zoomIn: () => zoomTo(zoom * STEP),
    zoomOut: () => zoomTo(zoom / STEP),
    zoomFull: () => zoomTo(1),
    zoomToFit: () => zoomTo(Math.min(1, windowHeight / Math.max(1, height))),
    drag: useDrag(scroller),
  };
}

export type MapViewing = ReturnType<typeof useMapView>;

/** Moves what is shown along with the pointer that holds the ground; a finger scrolls by itself. */
function useDrag(scroller: { current: HTMLDivElement | null }) {
  const held = useRef<{ x: number; y: number }>(undefined);
  const letGo = () => {
    held.current = undefined;
  };
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      const isHeld = event.target instanceof Element && isGround(event.target);
      if (!isHeld || event.pointerType === 'touch' || event.button > 1) return;
      held.current = { x: event.clientX, y: event.clientY };
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event: PointerEvent) => {
      if (!held.current) return;
      scroller.current?.scrollBy(held.current.x - event.clientX, held.current.y - event.clientY);
      held.current = { x: event.clientX, y: event.clientY };
    },
    onPointerUp: letGo,
    onPointerCancel: letGo,
  };
}

/** Whether an element is where nothing is drawn that could be pressed. */
export function isGround(element: Element): boolean {
  return element.closest('button, a, [data-card]') === null;
}
