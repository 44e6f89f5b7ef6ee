import type { Graph } from '@eventloom/backend/contract';
import { alignWith, boundsOf, indexGuides, type Box, type Guide, type GuideIndex } from './align-guides';
import { fitsBetween } from './dragged-type';
import type { Manifests } from './flow-elements';
import { NODE_HEIGHT, NODE_WIDTH, snap, type Point } from './node-geometry';

/** A step under the pointer, where it would be without any help. */
export interface DraggedStep {
  id: string;
  position: Point;
  width?: number;
  height?: number;
}

/** What is found out once, when a drag begins: with 500 steps nothing of it may be asked for again at each move. */
export interface Drag {
  index: GuideIndex;
  /** The step that can be dropped on a connection, being tied to nothing. */
  loose: string | undefined;
}

export function beginDrag(
  steps: readonly DraggedStep[],
  all: readonly DraggedStep[],
  { graph, manifests }: { graph: Graph; manifests: Manifests },
): Drag {
  const moving = new Set(steps.map((step) => step.id));
  const [only] = steps.length === 1 ? steps : [];
  const loose = only !== undefined && isLoose(graph, only.id, manifests) ? only.id : undefined;
  return { index: indexGuides(all.filter((step) => !moving.has(step.id)).map(boxOf)), loose };
}

function isLoose(graph: Graph, nodeId: string, manifests: Manifests): boolean {
  const manifest = manifests.get(graph.nodes.find((node) => node.id === nodeId)?.type ?? '');
  const isTied = graph.edges.some((edge) => edge.source === nodeId || edge.target === nodeId);
  return manifest !== undefined && fitsBetween(manifest) && !isTied;
}

/** Where dragged steps are, and the lines that they are in line with others along. */
export interface Placed {
  positions: ReadonlyMap<string, Point>;
  guides: readonly Guide[];
}

const NO_GUIDES: readonly Guide[] = [];

/**
 * Where dragged steps come to lie: in line with others where they nearly are, else on the grid; exactly under the pointer
 * if they are to be free. `lead` is the one under the pointer; all keep their distance from it.
 */
export function placeDragged(
  { index }: Drag,
  steps: readonly DraggedStep[],
  lead: Point,
  { tolerance, isFree }: { tolerance: number; isFree: boolean },
): Placed {
  const { shift, guides } = isFree
    ? { shift: { x: Math.round(lead.x) - lead.x, y: Math.round(lead.y) - lead.y }, guides: NO_GUIDES }
    : alignWith(index, boundsOf(steps.map(boxOf)), tolerance);
  const x = shift.x ?? snap(lead.x) - lead.x;
  const y = shift.y ?? snap(lead.y) - lead.y;
  const moved = ({ position }: DraggedStep): Point => ({
    x: Math.round(position.x + x),
    y: Math.round(position.y + y),
  });
  return { positions: new Map(steps.map((step) => [step.id, moved(step)])), guides };
}

function boxOf({ position, width = NODE_WIDTH, height = NODE_HEIGHT }: DraggedStep): Box {
  return { ...position, width, height };
}
