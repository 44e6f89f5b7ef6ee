import type { MapNode } from '@eventloom/backend/contract';
import type { DrawnMap } from './draw-map';

/**
 * Draws a workflow that both hears and publishes once, as the consumer that it is: what it publishes goes back to the
 * topics. The answer of the server has it on both sides.
 */
export function oneCardEach({ nodes, edges, standIns }: DrawnMap): DrawnMap {
  const consumers = new Map(
    nodes.flatMap(({ id, kind, workflowId }) => (kind === 'consumer' && workflowId ? [[workflowId, id]] : [])),
  );
  const moved = new Map<string, string>();
  for (const node of nodes) {
    const consumer = isWorkflow(node) ? consumers.get(node.workflowId ?? '') : undefined;
    if (node.kind === 'producer' && consumer !== undefined) moved.set(node.id, consumer);
  }
  return {
    nodes: nodes.filter(({ id }) => !moved.has(id)),
    edges: edges.map((edge) => {
      const source = moved.get(edge.source);
      return source === undefined ? edge : { ...edge, source };
    }),
    standIns: new Map([...standIns, ...[...moved].map(([id, consumer]) => [id, [consumer]] as const)]),
  };
}

/** Whether a node is a workflow as a whole: webhooks and schedules belong to one, too, but are steps of it. */
export function isWorkflow({ workflowId, nodeId }: MapNode): boolean {
  return workflowId !== undefined && nodeId === undefined;
}
