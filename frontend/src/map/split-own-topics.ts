import type { MapEdge, MapNode } from '@eventloom/backend/contract';
import type { DrawnMap } from './draw-map';

/**
 * All webhooks tell over one topic, all schedules over another, but each starts its own workflow only. Such a workflow
 * gets a rail of its own: over a common one every webhook would seem to lead to every workflow.
 */
export function splitOwnTopics({ nodes, edges, standIns }: DrawnMap): DrawnMap {
  const workflowOf = new Map(nodes.map(({ id, workflowId }) => [id, workflowId]));
  const isTrigger = new Set(nodes.flatMap(({ id, nodeId }) => (nodeId === undefined ? [] : [id])));
  /** Topics and the workflows that hear on them what their own triggers tell. */
  const owned = new Set(
    edges.flatMap(({ source, target }) => (isTrigger.has(source) ? [railId(target, workflowOf.get(source))] : [])),
  );
  const rails = new Map<string, { topic: string; rate: number }>();
  const railOf = (topic: string, workflow: string | undefined, rate: number): string => {
    const id = railId(topic, workflow);
    rails.set(id, { topic, rate: rate + (rails.get(id)?.rate ?? 0) });
    return id;
  };
  const moved = edges.map((edge): MapEdge => {
    const { source, target, kind, ratePerMinute } = edge;
    if (kind === 'produces')
      return isTrigger.has(source) ? { ...edge, target: railOf(target, workflowOf.get(source), ratePerMinute) } : edge;
    const hears = workflowOf.get(target);
    return owned.has(railId(source, hears)) ? { ...edge, source: railOf(source, hears, 0) } : edge;
  });
  const used = new Set(moved.flatMap(({ source, target }) => [source, target]));
  const pieces = new Map<string, string[]>();
  for (const [id, { topic }] of rails) pieces.set(topic, [...(pieces.get(topic) ?? []), id]);
  return {
    nodes: nodes.flatMap((node): MapNode[] => {
      const own = pieces.get(node.id);
      if (!own) return [node];
      const split = own.map((id) => ({ ...node, id, ratePerMinute: rails.get(id)?.rate ?? 0 }));
      return used.has(node.id) ? [node, ...split] : split;
    }),
    edges: moved,
    standIns: new Map([
      ...standIns,
      ...[...pieces].map(([topic, own]) => [topic, used.has(topic) ? [topic, ...own] : own] as const),
    ]),
  };
}

function railId(topic: string, workflowId: string | undefined): string {
  return `${topic}@${workflowId ?? ''}`;
}
