import type { Graph, GraphNode } from '@eventloom/backend/contract';

/** The event triggers of a draft that hear what the published version does not. */
export function newSubscriptions(draft: Graph, published: Graph | undefined): GraphNode[] {
  const known = new Set(triggersOf(published).map(heardBy));
  return triggersOf(draft).filter((node) => !known.has(heardBy(node)));
}

function triggersOf(graph: Graph | undefined): GraphNode[] {
  return graph?.nodes.filter((node) => node.type === 'event' && !node.disabled) ?? [];
}

/** What decides which events reach a trigger, as a text to compare. */
function heardBy({ params: { type, source, filter } }: GraphNode): string {
  return JSON.stringify([type, source, filter]);
}
