export interface Place {
  x: number;
  y: number;
}

interface Size {
  width: number;
  height: number;
}

/** Where something of a size opens that wants to be at a place: there, but wholly within the window. */
export function placeWithin({ x, y }: Place, { width, height }: Size): { left: number; top: number } {
  const within = (value: number, room: number): number => Math.max(8, Math.min(value, room - 8));
  return { left: within(x, window.innerWidth - width), top: within(y, window.innerHeight - height) };
}
