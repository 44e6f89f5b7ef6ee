import { ERROR_PORT, type GraphNode, type NodeManifest } from '../contract/index.js';

/** A way out of a node. */
export interface OutputPort {
  name: string;
  title: string;
}

/**
 * The ports that edges may leave a node by: those that its parameters name, those of its type, and `error` if its failure
 * is to branch.
 */
export function outputPorts(
  node: Pick<GraphNode, 'onError' | 'params'>,
  { ports: { outputs, outputsFrom } }: Pick<NodeManifest, 'ports'>,
): OutputPort[] {
  const ports = outputsFrom ? [...namedBy(node.params[outputsFrom.param], outputsFrom.field), ...outputs] : outputs;
  return node.onError === 'branch' ? [...ports, { name: ERROR_PORT, title: 'Error' }] : ports;
}

function namedBy(list: unknown, field: string): OutputPort[] {
  if (!Array.isArray(list)) return [];
  const names = list.map((item: unknown) =>
    typeof item === 'object' && item !== null ? (item as Record<string, unknown>)[field] : undefined,
  );
  return [...new Set(names)].flatMap((name) =>
    typeof name === 'string' && name !== '' ? [{ name, title: name }] : [],
  );
}
