import { createHash } from 'node:crypto';
import type { Graph, WorkflowSettings } from '../contract/index.js';

/**
 * The hash of what a workflow does: the order of keys and where its nodes stand make no difference, so that tidying up
 * is no change to publish.
 */
export function hashWorkflow(graph: Graph, settings: WorkflowSettings): string {
  const nodes = graph.nodes.map(({ position: _, ...node }) => node);
  const meaning = { nodes, edges: graph.edges, settings };
  return createHash('sha256').update(JSON.stringify(meaning, sortKeys)).digest('base64url');
}

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
