import { useReactFlow, useStore, useStoreApi } from '@xyflow/react';
import { useEffect, useMemo, useRef } from 'react';
import type { CanvasElement } from './canvas-elements';
import { useOverlay, type NodeRun } from './canvas-overlay';
import classes from './canvas-map.module.css';
import { groupRun } from './group-run';
import { areaOf, pathsByColour, type Area } from './map-picture';
import { useSlowly } from './use-slowly';

const SIZE = { width: 160, height: 100 };
const REDRAWN_EVERY_MS = 200;
const ZOOM_PER_PIXEL = 0.002;

/** The whole workflow, coloured by state, and what of it is seen; a press or a drag goes there, the wheel zooms. */
export function CanvasMap() {
  const flow = useReactFlow();
  const steps = useSlowly(
    // Nothing else is ever drawn.
    useStore((state) => state.nodes as CanvasElement[]),
    REDRAWN_EVERY_MS,
  );
  const runs = useOverlay((overlay) => overlay.runs);
  const area = useMemo(() => areaOf(steps, SIZE), [steps]);
  const paths = useMemo(() => [...pathsByColour(steps, (each) => colourOf(each, runs))], [steps, runs]);
  const frame = useSeenFrame(area);

  const goTo = (event: React.PointerEvent<SVGSVGElement>): void => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const scale = area.width / SIZE.width;
    const x = area.x + (event.clientX - left) * scale;
    const y = area.y + (event.clientY - top) * scale;
    void flow.setCenter(x, y, { zoom: flow.getZoom() });
  };
  return (
    <div className={classes.map} data-testid="minimap">
      <svg
        role="img"
        aria-label="Map of the whole workflow"
        {...SIZE}
        viewBox={`${area.x} ${area.y} ${area.width} ${area.height}`}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          goTo(event);
        }}
        onPointerMove={(event) => event.buttons === 1 && goTo(event)}
        onWheel={(event) => void flow.zoomTo(flow.getZoom() * 2 ** (-event.deltaY * ZOOM_PER_PIXEL))}
      >
        {paths.map(([colour, path]) => (
          <path key={colour} d={path} style={{ fill: colour }} />
        ))}
      </svg>
      <div ref={frame} className={classes.seen} />
    </div>
  );
}

function colourOf(element: CanvasElement, runs: Readonly<Record<string, NodeRun>>): string {
  if (element.type === 'note') return 'color-mix(in srgb, var(--color-text) 12%, var(--color-note))';
  if (element.type === 'frame') return 'color-mix(in srgb, var(--color-control) 12%, transparent)';
  const run = element.type === 'card' ? groupRun(element.data.group.nodeIds, runs) : runs[element.id];
  return run ? `var(--color-${run.status})` : 'color-mix(in srgb, var(--color-control) 45%, var(--color-surface))';
}

/** Moves the frame around what is seen with the view, past React: it changes with each frame of a pan. */
function useSeenFrame(area: Area): React.RefObject<HTMLDivElement | null> {
  const store = useStoreApi();
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const scale = SIZE.width / area.width;
    let drawn = '';
    const draw = (): void => {
      const { transform, width, height } = store.getState();
      const [x, y, zoom] = transform;
      const key = [x, y, zoom, width, height].join();
      if (!frame.current || key === drawn) return;
      drawn = key;
      const left = (-x / zoom - area.x) * scale;
      const top = (-y / zoom - area.y) * scale;
      frame.current.style.transform = `translate(${left}px, ${top}px)`;
      frame.current.style.width = `${(width / zoom) * scale}px`;
      frame.current.style.height = `${(height / zoom) * scale}px`;
    };
    draw();
    return store.subscribe(draw);
  }, [store, area]);
  return frame;
}
