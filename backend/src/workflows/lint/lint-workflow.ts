import type { Graph, GraphNode, Problem, WorkflowSettings } from '../../contract/index.js';
import type { LinkedWorkflow } from '../topology/workflow-links.js';
import { findSecrets } from './find-secrets.js';
import { missingErrorPaths } from './missing-error-paths.js';
import { openWebhook } from './open-webhook.js';
import { riskyRetry } from './risky-retry.js';
import { unheardTopics } from './unheard-topics.js';

/** A workflow as it would be published now, among those that are. */
export interface Linted {
  graph: Graph;
  settings: WorkflowSettings;
  own: LinkedWorkflow;
  others: readonly LinkedWorkflow[];
  /** Nodes with errors: what they will be is not known yet. */
  broken: ReadonlySet<string>;
}

/** What is likely to become trouble once a workflow is published. None of it keeps anybody from publishing. */
export function lintWorkflow({ broken, ...linted }: Linted): Problem[] {
  const { graph } = linted;
  const isLooked = ({ id, disabled }: GraphNode) => !disabled && !broken.has(id);
  const byNode = graph.nodes.flatMap((node, index) =>
    isLooked(node) ? [openWebhook(node, index), riskyRetry(node, index)].filter((found) => found !== undefined) : [],
  );
  const byFlow = [...unheardTopics(linted), ...missingErrorPaths(linted)];
  return [
    ...graph.nodes.flatMap(findSecrets),
    ...byNode,
    ...byFlow.filter(({ nodeId }) => nodeId === undefined || !broken.has(nodeId)),
  ];
}
