import type { Graph } from '@eventloom/backend/contract';
import { loopBodies } from '../../canvas/loop-bodies';

/** Steps that stay together, and the cluster that all of them lie in besides. */
export interface Cluster {
  id: string;
  steps: ReadonlySet<string>;
  within: string | undefined;
}

type Steps = ReadonlySet<string>;

/**
 * The bodies of loops and the groups, as far as they hold chosen steps; from the smallest to the largest, each of them
 * wholly within the next larger one or apart from it. A group that lies across another cluster can't be kept together.
 */
export function clustersOf(graph: Graph, chosen: Steps): Cluster[] {
  const bodies = [...loopBodies(graph)].map(([id, body]) => ({ id: `body of ${id}`, steps: among(body, chosen) }));
  const groups = (graph.groups ?? []).map(({ id, nodeIds }) => ({
    id: `group ${id}`,
    steps: among(new Set(nodeIds), chosen),
  }));
  const kept: { id: string; steps: Steps }[] = [];
  for (const each of [...bodies, ...groups])
    if (each.steps.size > 0 && kept.every(({ steps }) => areNested(steps, each.steps))) kept.push(each);
  const sorted = kept.sort((one, other) => one.steps.size - other.steps.size);
  return sorted.map(({ id, steps }, index) => {
    const around = sorted.slice(index + 1).find((larger) => isWithin(steps, larger.steps));
    return { id, steps, within: around?.id };
  });
}

function among(steps: Steps, chosen: Steps): Steps {
  return new Set([...steps].filter((id) => chosen.has(id)));
}

function isWithin(inner: Steps, outer: Steps): boolean {
  return [...inner].every((id) => outer.has(id));
}

function areNested(one: Steps, other: Steps): boolean {
  return isWithin(one, other) || isWithin(other, one) || ![...one].some((id) => other.has(id));
}

/** The innermost cluster that a step lies in. */
export function clusterOf(clusters: readonly Cluster[], stepId: string): string | undefined {
  return clusters.find(({ steps }) => steps.has(stepId))?.id;
}
