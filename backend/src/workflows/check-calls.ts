import type { Graph, GraphNode, Problem } from '../contract/index.js';

/** The workflows that a graph calls by their ids; which one an expression means is known only when it is evaluated. */
export function calledWorkflows({ nodes }: Graph): string[] {
  return nodes.flatMap((node) => calledBy(node) ?? []);
}

/** What is wrong with the workflows that a graph calls: they have to be there. */
export function checkCalls({ nodes }: Graph, known: ReadonlySet<string>): Problem[] {
  return nodes.flatMap((node, index): Problem[] => {
    const called = calledBy(node);
    if (called === undefined || known.has(called)) return [];
    const detail = `There is no workflow "${called}".`;
    const pointer = `/nodes/${index}/params/workflowId`;
    return [{ code: 'WORKFLOW_NOT_FOUND', severity: 'error', nodeId: node.id, pointer, detail }];
  });
}

function calledBy({ type, params }: GraphNode): string | undefined {
  const { workflowId } = params;
  if (type !== 'sub-workflow' || typeof workflowId !== 'string' || workflowId === '') return undefined;
  return workflowId.includes('{{') ? undefined : workflowId;
}
