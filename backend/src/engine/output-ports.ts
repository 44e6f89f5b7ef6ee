import { ERROR_PORT, type GraphNode, type NodeManifest } from '../contract/index.js';

/** A way out of a node. */
export interface OutputPort {
  name: string;
  title: string;
}

/** The ports that edges may leave a node by: those of its type, and `error` if its failure is to branch. */
export function outputPorts(node: Pick<GraphNode, 'onError'>, type: Pick<NodeManifest, 'ports'>): OutputPort[] {
  const ports = type.ports.outputs;
  return node.onError === 'branch' ? [...ports, { name: ERROR_PORT, title: 'Error' }] : ports;
}
