import type { Point } from './node-geometry';

/** What is on the canvas of a step or of several together. */
export interface Box extends Point {
  width: number;
  height: number;
}

type Axis = 'x' | 'y';

/** A line that a dragged step keeps to: at `at` on its axis, drawn from `from` to `to` across it. */
export interface Guide {
  axis: Axis;
  at: number;
  from: number;
  to: number;
}

/** An edge or the centre of a step, and how far the step reaches across. */
interface Mark {
  at: number;
  from: number;
  to: number;
}

/** The edges and centres of all that stands still, in order. Made once for each drag. */
export type GuideIndex = Readonly<Record<Axis, readonly Mark[]>>;

/** What is farther away than this is of no help, and its lines would cross the whole canvas. */
const FARTHEST = 1200;

export function indexGuides(boxes: readonly Box[]): GuideIndex {
  const marks = (axis: Axis): Mark[] =>
    boxes.flatMap((box) => linesOf(box, axis).map((at) => ({ at, ...across(box, axis) }))).sort((a, b) => a.at - b.at);
  return { x: marks('x'), y: marks('y') };
}

export interface Alignment {
  /** How far the step has to move to be in line; absent where nothing is near enough. */
  shift: Partial<Point>;
  guides: Guide[];
}

/** What a box is nearly in line with. */
export function alignWith(index: GuideIndex, box: Box, tolerance: number): Alignment {
  const found = { x: nearest(index.x, box, 'x', tolerance), y: nearest(index.y, box, 'y', tolerance) };
  const shifted = { ...box, x: box.x + (found.x?.shift ?? 0), y: box.y + (found.y?.shift ?? 0) };
  return {
    shift: { ...(found.x && { x: found.x.shift }), ...(found.y && { y: found.y.shift }) },
    guides: [
      ...(found.x ? [guideOf('x', found.x.mark, shifted)] : []),
      ...(found.y ? [guideOf('y', found.y.mark, shifted)] : []),
    ],
  };
}

interface Nearest {
  shift: number;
  mark: Mark;
}

/** The least shift wins; of several that are the same the mark that lies nearest. */
function nearest(marks: readonly Mark[], box: Box, axis: Axis, tolerance: number): Nearest | undefined {
  let best: (Nearest & { gap: number }) | undefined;
  const reach = across(box, axis);
  for (const line of linesOf(box, axis))
    for (let index = firstFrom(marks, line - tolerance); index < marks.length; index += 1) {
      const mark = marks[index];
      if (!mark || mark.at > line + tolerance) break;
      const shift = mark.at - line;
      const gap = Math.max(mark.from - reach.to, reach.from - mark.to, 0);
      if (gap <= FARTHEST && (!best || isBetter({ shift, gap }, best))) best = { shift, mark, gap };
    }
  return best;
}

function isBetter(one: { shift: number; gap: number }, other: { shift: number; gap: number }): boolean {
  const difference = Math.abs(one.shift) - Math.abs(other.shift);
  return difference < 0 || (difference === 0 && one.gap < other.gap);
}

function guideOf(axis: Axis, mark: Mark, box: Box): Guide {
  const { from, to } = across(box, axis);
  return { axis, at: mark.at, from: Math.min(mark.from, from), to: Math.max(mark.to, to) };
}

/** Both edges and the centre of a box. */
function linesOf(box: Box, axis: Axis): [number, number, number] {
  const start = box[axis];
  const size = axis === 'x' ? box.width : box.height;
  return [start, start + size / 2, start + size];
}

/** From where to where a box reaches across an axis. */
function across(box: Box, axis: Axis): { from: number; to: number } {
  return axis === 'x' ? { from: box.y, to: box.y + box.height } : { from: box.x, to: box.x + box.width };
}

/** Where the marks at or after a place begin. */
function firstFrom(marks: readonly Mark[], at: number): number {
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((marks[middle]?.at ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The box around several. */
export function boundsOf(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}
