import type { GraphNode } from '@eventloom/backend/contract';

type NodeOf = Partial<GraphNode> & Pick<GraphNode, 'id' | 'type'>;

/** A graph whose steps follow each other from left to right. */
export function chain(...nodes: NodeOf[]) {
  return {
    nodes: nodes.map((node, index) => ({ params: {}, position: { x: index * 300, y: 0 }, ...node })),
    edges: nodes.slice(1).map((node, index) => ({
      id: `${nodes[index]?.id}-${node.id}`,
      source: nodes[index]?.id ?? '',
      target: node.id,
    })),
  };
}

/** A webhook at a path of its own. */
export function webhook(path: string): NodeOf {
  return { id: 'order', type: 'webhook', label: 'Order received', params: { path, method: 'POST' } };
}
