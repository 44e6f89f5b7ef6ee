import type { Graph } from '@eventloom/backend/contract';
import { titleOf, type Manifests } from '../../canvas/flow-elements';
import { topologicalOrder } from '../../canvas/place-nodes';
import { matchesWords } from '../../ui/match-words';

/** The ids of the steps that have all the words in their name, id, type or parameters, in the order in which they run. */
export function findSteps(graph: Graph, manifests: Manifests, query: string): string[] {
  if (query.trim() === '') return [];
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  return topologicalOrder(graph).filter((id) => {
    const node = nodes.get(id);
    if (!node) return false;
    const manifest = manifests.get(node.type);
    const text = [titleOf(node, manifest), id, node.type, manifest?.title ?? '', textOf(node.params)].join('\n');
    return matchesWords(text, query);
  });
}

/** All names and values within a value; quotes and braces are not what people look for. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join('\n');
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([name, entry]) => `${name}\n${textOf(entry)}`)
      .join('\n');
  return String(value);
}
