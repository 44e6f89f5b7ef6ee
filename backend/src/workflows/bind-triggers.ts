import type { Graph, GraphNode } from '../contract/index.js';
import type { SubscriptionSpec } from '../broker/bound-subscription.js';
import type { FlowLimits } from '../broker/flow-limits.js';
import { findTrigger } from '../connectors/catalog.js';

/**
 * What the enabled triggers of a graph listen to; one whose parameters do not fit listens to nothing.
 *
 * @param limits what limits the runs; a draft that is tried out runs without
 */
export function bindTriggers(
  graph: Graph,
  workflowId: string,
  versionId: string,
  limits: FlowLimits | null = null,
): SubscriptionSpec[] {
  return graph.nodes.flatMap((node) => bindTrigger(node, workflowId, versionId).map((spec) => ({ ...spec, limits })));
}

function bindTrigger(node: GraphNode, workflowId: string, versionId: string): Omit<SubscriptionSpec, 'limits'>[] {
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
