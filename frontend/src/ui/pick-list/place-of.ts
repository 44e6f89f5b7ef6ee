export interface Place {
  x: number;
  y: number;
}

const WIDTH = 380;
const HEIGHT = 420;

/** Where a list of that size opens: at the point, but wholly within the window. */
export function placeOf(at: Place | undefined): { left: number; top: number } {
  const wanted = at ?? { x: (window.innerWidth - WIDTH) / 2, y: window.innerHeight * 0.16 };
  const within = (value: number, room: number): number => Math.max(8, Math.min(value, room - 8));
  return { left: within(wanted.x, window.innerWidth - WIDTH), top: within(wanted.y, window.innerHeight - HEIGHT) };
}
