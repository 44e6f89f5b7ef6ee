import { NODE_HEIGHT, NODE_WIDTH, type Point } from './node-geometry';

interface MappedStep {
  position: Point;
  width?: number;
  height?: number;
}

/** A part of the canvas, in its own units. */
export interface Area extends Point {
  width: number;
  height: number;
}

/** How much room is left around the steps, as a share of them. */
const MARGIN = 0.06;

/** The area that a map shows: all steps, in the shape of the map. */
export function areaOf(steps: readonly MappedStep[], shape: { width: number; height: number }): Area {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { position, width = NODE_WIDTH, height = NODE_HEIGHT } of steps) {
    left = Math.min(left, position.x);
    top = Math.min(top, position.y);
    right = Math.max(right, position.x + width);
    bottom = Math.max(bottom, position.y + height);
  }
  if (steps.length === 0) return { x: 0, y: 0, ...shape };
  const scale = Math.max((right - left) / shape.width, (bottom - top) / shape.height) * (1 + 2 * MARGIN);
  const width = shape.width * scale;
  const height = shape.height * scale;
  return { x: (left + right - width) / 2, y: (top + bottom - height) / 2, width, height };
}

/** The outlines of all steps as one path for each colour: a map of 500 steps is a handful of elements. */
export function pathsByColour<Step extends MappedStep>(
  steps: readonly Step[],
  colourOf: (step: Step) => string,
): Map<string, string> {
  const paths = new Map<string, string>();
  for (const step of steps) {
    const { position, width = NODE_WIDTH, height = NODE_HEIGHT } = step;
    const colour = colourOf(step);
    const box = `M${position.x} ${position.y}h${width}v${height}h${-width}Z`;
    paths.set(colour, (paths.get(colour) ?? '') + box);
  }
  return paths;
}
