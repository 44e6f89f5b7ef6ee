import type { Graph, NodeManifest } from '@eventloom/backend/contract';
import type { ShownRun, ShownStep } from '../api/queries';
import { loopBodies, loopOf } from '../canvas/loop-bodies';

/** A step that touched the world, and would do so again. */
export interface RepeatedEffect {
  nodeId: string;
  label: string;
  /** How often it did: several times in a loop. */
  times: number;
}

type Manifests = ReadonlyMap<string, NodeManifest>;

/** Types that only listen to the world. */
const ONLY_LISTENING: ReadonlySet<string> = new Set(['wait-for-event']);

/** Types that touch the world without being actions. */
const ALSO_TOUCHING: ReadonlySet<string> = new Set(['sub-workflow', 'respond', 'key-value']);

/** What a retry would do a second time: the steps from there on that have touched the world before. */
export function repeatedEffects(run: ShownRun, manifests: Manifests, from: string): RepeatedEffect[] {
  const again = performedAgain(run, from);
  const times = new Map<string, number>();
  for (const step of run.steps)
    if (hasTouched(step, manifests) && again(step)) times.set(step.nodeId, (times.get(step.nodeId) ?? 0) + 1);
  return [...times].map(([nodeId, count]) => ({ nodeId, label: labelIn(run.graph, nodeId), times: count }));
}

function performedAgain(run: ShownRun, from: string): (step: ShownStep) => boolean {
  if (from === 'start') return () => true;
  // What succeeded is kept; the attempt that failed may have been felt at the other end all the same.
  if (from === 'failed') return (step) => step.status !== 'succeeded';
  const affected = downstreamOf(run.graph, from);
  return (step) => affected.has(step.nodeId);
}

function hasTouched(step: ShownStep, manifests: Manifests): boolean {
  const manifest = manifests.get(step.nodeType);
  if (!manifest?.ports.input || step.startedAt === null || step.status === 'skipped') return false;
  if (ONLY_LISTENING.has(step.nodeType)) return false;
  return manifest.kind === 'action' || manifest.kind === 'topic' || ALSO_TOUCHING.has(step.nodeType);
}

/** A node and all that comes after it; within a loop also what comes after the loop, which hears of its results. */
function downstreamOf(graph: Graph, from: string): Set<string> {
  const bodies = loopBodies(graph);
  const found = new Set([from]);
  for (const id of found) {
    for (const edge of graph.edges) if (edge.source === id) found.add(edge.target);
    const loop = loopOf(bodies, id);
    if (loop !== undefined) found.add(loop);
  }
  return found;
}

function labelIn(graph: Graph, nodeId: string): string {
  return graph.nodes.find((node) => node.id === nodeId)?.label ?? nodeId;
}
