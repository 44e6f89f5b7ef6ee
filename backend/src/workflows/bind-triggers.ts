import type { Graph, GraphNode, WorkflowSettings } from '../contract/index.js';
import type { SubscriptionSpec } from '../broker/bound-subscription.js';
import { limitsOf } from '../broker/flow-limits.js';
import { findTrigger } from '../connectors/catalog.js';

/**
 * What the enabled triggers of a graph listen to; one whose parameters do not fit listens to nothing.
 *
 * @param settings those of the workflow, if what limits and orders its runs applies; a draft that is tried out runs without
 */
export function bindTriggers(
  graph: Graph,
  workflowId: string,
  versionId: string,
  settings?: WorkflowSettings,
): SubscriptionSpec[] {
  const limits = settings ? limitsOf(settings) : null;
  return graph.nodes.flatMap((node) =>
    bindTrigger(node, workflowId, versionId).map(({ ordering, ...spec }) => ({
      ...spec,
      limits,
      ordering: ordering && settings ? { ...ordering, ...(settings.vars && { vars: settings.vars }) } : null,
    })),
  );
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
      ordering: binding.ordering ?? null,
    },
  ];
}
