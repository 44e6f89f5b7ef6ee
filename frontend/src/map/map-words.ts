import type { MapEdge, MapNode } from '@eventloom/backend/contract';
import { matchesWords } from '../ui/match-words';

/** A rate as people say it: `0`, `0.2`, `12`; what is there, but hardly, is `<0.1`. */
export function formatRate(perMinute: number): string {
  if (perMinute > 0 && perMinute < 0.1) return '<0.1';
  return (perMinute < 10 ? Math.round(perMinute * 10) / 10 : Math.round(perMinute)).toLocaleString();
}

/** How a screen reader calls a node. */
export function nodeName({ label, kind, ratePerMinute }: MapNode): string {
  return `${label}, ${kind}, ${formatRate(ratePerMinute)}/min`;
}

/** What a node is, in words for its card. */
export function kindWord({ id, kind, nodeType }: MapNode): string {
  if (kind === 'topic') return 'Topic';
  if (kind === 'consumer' || id.startsWith('producer:workflow:')) return 'Workflow';
  if (nodeType === 'webhook') return 'Webhook';
  return nodeType === 'schedule' ? 'Schedule' : 'Source outside';
}

/** The ids of the nodes that a search finds: by their name or what they are. */
export function findNodes(nodes: readonly MapNode[], query: string): string[] {
  const words = query.trim();
  if (words === '') return [];
  return nodes
    .filter((node) => matchesWords(`${node.label} ${node.kind} ${kindWord(node)}`, words))
    .map(({ id }) => id);
}

/** The runs that wait before each node, over all its topics; nodes before which none wait are left out. */
export function findBacklogs(edges: Iterable<MapEdge>): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { target, backlog = 0 } of edges) if (backlog > 0) found.set(target, (found.get(target) ?? 0) + backlog);
  return found;
}
