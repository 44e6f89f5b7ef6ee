import type { Graph } from '@eventloom/backend/contract';
import type { Box } from './align-guides';
import type { Manifests } from './flow-elements';
import { claimedPorts, nodeHeight, NODE_WIDTH, portsOf } from './node-geometry';
import { positionOf } from './place-nodes';

/** Where each step lies and how large it is drawn, by its id. */
export function boxesOf(graph: Graph, manifests: Manifests): Map<string, Box> {
  const claimed = claimedPorts(graph);
  return new Map(
    graph.nodes.map((node) => {
      const ports = portsOf(node, manifests.get(node.type), claimed.get(node.id) ?? []);
      return [node.id, { ...positionOf(node), width: NODE_WIDTH, height: nodeHeight(ports.length) }];
    }),
  );
}
