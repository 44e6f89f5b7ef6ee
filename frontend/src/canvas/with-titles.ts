import type { Graph } from '@eventloom/backend/contract';
import { titleOf, type Manifests } from './flow-elements';

/** The rules name steps by their ids in quotes; people know them by what they are called. */
export function withTitles(text: string, graph: Graph, manifests: Manifests): string {
  return text.replace(/“([^”]*)”/g, (quoted, id: string) => {
    const node = graph.nodes.find((each) => each.id === id);
    return node ? `“${titleOf(node, manifests.get(node.type))}”` : quoted;
  });
}
