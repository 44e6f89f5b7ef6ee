import type { Point } from './node-geometry';

/** Where in the window a pointer is. */
export function pointOf(event: MouseEvent | TouchEvent): Point {
  const { clientX, clientY } =
    'changedTouches' in event ? (event.changedTouches[0] ?? { clientX: 0, clientY: 0 }) : event;
  return { x: clientX, y: clientY };
}

/** The step at a point of the window. */
export function nodeAt({ x, y }: Point): string | undefined {
  const node = document.elementFromPoint(x, y)?.closest('.react-flow__node');
  return node?.getAttribute('data-id') ?? undefined;
}

/** The connection at a point of the window, also where something lies over it. */
export function edgeAt({ x, y }: Point): string | undefined {
  const edge = document.elementsFromPoint(x, y).find((element) => element.closest('.react-flow__edge-connection'));
  return edge?.closest('.react-flow__edge')?.getAttribute('data-id') ?? undefined;
}

export function isOnPane({ x, y }: Point): boolean {
  const element = document.elementFromPoint(x, y);
  return element !== null && element.closest('.react-flow__renderer') !== null;
}
