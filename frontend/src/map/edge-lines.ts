import type { MapEdge } from '@eventloom/backend/contract';
import { NODE_HEIGHT, type Across, type Arrangement, type ColumnBox } from './layout-map';

export interface Point {
  x: number;
  y: number;
}

/** A line as it is drawn, in pixels of the map. */
export interface Line {
  id: string;
  path: string;
  /** The middle of its words. */
  words: Point;
  /** Whether its words cover those of no other. */
  hasRoom: boolean;
  /** Whether a consumer tells something back to a topic: against the way of all others. */
  isReturn: boolean;
}

/** How far below the middle of a node what goes back begins and ends. */
const RETURN_DROP = 12;
/** The room that words take, in pixels. */
const WORDS = { width: 80, height: 19 };
/** Where words may stand on the way of a line, the best first. */
const SPOTS = [0.5, 0.6, 0.4, 0.7, 0.3, 0.8, 0.2];
/** What goes back stands beside what comes: its words do not begin in the same place. */
const RETURN_SPOTS = [0.25, 0.35, 0.15, 0.65, 0.75, 0.85];

/** Draws the edges of a map, and finds a place for the words of each where they cover those of no other if there is one. */
export function drawLines(edges: readonly MapEdge[], { places }: Arrangement, { columns }: Across): Line[] {
  const taken = new Map<number, Point[]>();
  return edges.flatMap(({ id, source, target }) => {
    const [from, to] = [places.get(source), places.get(target)];
    const [first, last] = [columns[from?.column ?? -1], columns[to?.column ?? -1]];
    if (!from || !to || !first || !last) return [];
    const isReturn = from.column > to.column;
    const middle = NODE_HEIGHT / 2 + (isReturn ? RETURN_DROP : 0);
    const start = { x: isReturn ? first.left : rightOf(first), y: from.y + middle };
    const end = { x: isReturn ? rightOf(last) : last.left, y: to.y + middle };
    const spots = (isReturn ? RETURN_SPOTS : SPOTS).map((share) => pointAt(start, end, share));
    return [{ id, path: curve(start, end), ...findRoom(spots, taken), isReturn }];
  });
}

function rightOf({ left, width }: ColumnBox): number {
  return left + width;
}

function curve(start: Point, end: Point): string {
  const middle = (start.x + end.x) / 2;
  return `M${start.x} ${start.y}C${middle} ${start.y} ${middle} ${end.y} ${end.x} ${end.y}`;
}

/** A point of the curve between two ends, at a share of its way. */
function pointAt(start: Point, end: Point, share: number): Point {
  const rest = 1 - share;
  const [first, last] = [rest ** 3 + 3 * rest ** 2 * share, share ** 3 + 3 * rest * share ** 2];
  const middle = (start.x + end.x) / 2;
  const x = rest ** 3 * start.x + (1 - rest ** 3 - share ** 3) * middle + share ** 3 * end.x;
  return { x: Math.round(x), y: Math.round(first * start.y + last * end.y) };
}

/** The first spot with room, or the one with the most; `taken` are the places of words by the band that they are in. */
function findRoom(spots: readonly Point[], taken: Map<number, Point[]>): Pick<Line, 'words' | 'hasRoom'> {
  let [best, most] = [spots[0] ?? { x: 0, y: 0 }, -1];
  for (const spot of spots) {
    const room = Math.min(1, ...near(taken, spot.y).map((other) => distance(spot, other)));
    if (room > most) [best, most] = [spot, room];
    if (room === 1) break;
  }
  const hasRoom = most === 1;
  const band = bandOf(best.y);
  if (hasRoom) taken.set(band, [...(taken.get(band) ?? []), best]);
  return { words: best, hasRoom };
}

function bandOf(y: number): number {
  return Math.floor(y / WORDS.height);
}

function near(taken: ReadonlyMap<number, Point[]>, y: number): Point[] {
  const band = bandOf(y);
  return [band - 1, band, band + 1].flatMap((one) => taken.get(one) ?? []);
}

/** How far apart words are: from 1 on they do not touch. */
function distance(a: Point, b: Point): number {
  return Math.max(Math.abs(a.x - b.x) / WORDS.width, Math.abs(a.y - b.y) / WORDS.height);
}
