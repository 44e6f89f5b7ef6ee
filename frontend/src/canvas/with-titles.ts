import type { Graph } from '@eventloom/backend/contract';
import { titleOf, type Manifests } from './flow-elements';

/** The server names steps by their ids in quotes, perhaps with an iteration; people know them by what they are called. */
export function withTitles(text: string, graph: Graph, manifests: Manifests): string {
  return text.replace(/“([^”,]*)([^”]*)”/g, (quoted, id: string, rest: string) => {
    const node = graph.nodes.find((each) => each.id === id);
    return node ? `“${titleOf(node, manifests.get(node.type))}${rest}”` : quoted;
  });
}
