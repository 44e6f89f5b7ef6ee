import type { Graph, GraphNode } from '../contract/index.js';
import type { SubscriptionSpec } from '../broker/bound-subscription.js';
import { findTrigger } from '../connectors/catalog.js';

/** What the enabled triggers of a graph listen to; one whose parameters do not fit listens to nothing. */
export function bindTriggers(graph: Graph, workflowId: string, versionId: string): SubscriptionSpec[] {
  return graph.nodes.flatMap((node) => bindTrigger(node, workflowId, versionId));
}

function bindTrigger(node: GraphNode, workflowId: string, versionId: string): SubscriptionSpec[] {
  const type = findTrigger(node.type);
  if (!type || node.disabled) return [];
  const { data: params } = type.parameters.safeParse(node.params);
  const binding = params === undefined ? null : type.bind(params);
  if (!binding) return [];
  return [
    {
      workflowId,
      versionId,
      nodeId: node.id,
      nodeType: node.type,
      pattern: binding.type,
      source: binding.source ?? null,
      filter: binding.filter ?? null,
      route: binding.route ?? null,
      params: params as Record<string, unknown>,
    },
  ];
}
