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

/** The runs that wait before a node, over all its topics. */
export function backlogOf(id: string, edges: readonly MapEdge[]): number {
  return edges.reduce((total, edge) => (edge.target === id ? total + (edge.backlog ?? 0) : total), 0);
}
