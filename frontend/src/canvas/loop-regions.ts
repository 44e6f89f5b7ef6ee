import type { Graph } from '@eventloom/backend/contract';
import { titleOf, type Manifests, type StepFlowNode } from './flow-elements';
import type { LoopBodies } from './loop-bodies';
import { NODE_HEIGHT, NODE_WIDTH } from './node-geometry';

/** Where on the graph the body of a loop lies. */
export interface LoopRegion {
  loopId: string;
  title: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The room around the steps of a body; each loop within it adds as much again, so that no two outlines meet. */
const PADDING = 24;
/** Room for the name of the region above its steps. */
const HEAD = 20;

/** The regions of all loops, the outer ones first: what is drawn later lies above. */
export function loopRegions(
  graph: Graph,
  manifests: Manifests,
  bodies: LoopBodies,
  nodes: readonly StepFlowNode[],
): LoopRegion[] {
  const placed = new Map(nodes.map((node) => [node.id, node]));
  const regions = [...bodies].flatMap(([loopId, body]) => {
    const inside = [...body].flatMap((id) => placed.get(id) ?? []);
    const loop = graph.nodes.find((node) => node.id === loopId);
    if (inside.length === 0 || !loop) return [];
    const title = titleOf(loop, manifests.get(loop.type));
    return [{ loopId, title, ...around(inside, depthOf(loopId, bodies)) }];
  });
  return regions.sort((a, b) => b.width * b.height - a.width * a.height);
}

/** How many loops lie one within the other, from this one inwards. */
function depthOf(loopId: string, bodies: LoopBodies): number {
  const inner = [...(bodies.get(loopId) ?? [])].filter((id) => bodies.has(id) && id !== loopId);
  return 1 + Math.max(0, ...inner.filter((id) => !bodies.get(id)?.has(loopId)).map((id) => depthOf(id, bodies)));
}

function around(nodes: readonly StepFlowNode[], depth: number): Omit<LoopRegion, 'loopId' | 'title'> {
  const room = PADDING * depth;
  const left = Math.min(...nodes.map((node) => node.position.x)) - room;
  const top = Math.min(...nodes.map((node) => node.position.y)) - room - HEAD * depth;
  const right = Math.max(...nodes.map((node) => node.position.x + (node.width ?? NODE_WIDTH))) + room;
  const bottom = Math.max(...nodes.map((node) => node.position.y + (node.height ?? NODE_HEIGHT))) + room;
  return { x: left, y: top, width: right - left, height: bottom - top };
}
