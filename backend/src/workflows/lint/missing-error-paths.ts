import { nodeTypes, findTrigger } from '../../connectors/catalog.js';
import { ERROR_PORT, type Graph, type GraphNode, type Problem } from '../../contract/index.js';
import { RUN_FAILED_TOPIC } from '../run-failed-topic.js';
import { hears } from '../topology/find-event-circles.js';
import type { Linted } from './lint-workflow.js';

/** Effects that stay within the platform: what makes them fail is nothing that a workflow could answer. */
const WITHIN = new Set(['key-value', 'respond']);

const HINT = 'Add an error path, or choose a workflow in the settings that is started when a run fails.';

/**
 * Tells of failures that nobody would hear of. Somebody who starts a run by hand sees it fail; a workflow that starts by
 * itself needs a way for the steps that others may let down. One telling is enough for all steps that merely fail.
 */
export function missingErrorPaths({ graph, settings, own, others }: Omit<Linted, 'broken'>): Problem[] {
  if (!graph.nodes.some(startsByItself)) return [];
  const outside = graph.nodes.filter(reachesOut);
  const lost = outside.filter((node) => node.onError === 'branch' && !hasErrorEdge(graph, node));
  const isTold =
    settings.onFailure !== undefined ||
    others.some((workflow) => hears(workflow, RUN_FAILED_TOPIC, own.workflowId)) ||
    hears(own, RUN_FAILED_TOPIC, own.workflowId);
  const failing = isTold ? [] : outside.filter(({ onError = 'fail' }) => onError === 'fail');
  const [first, ...more] = failing;
  return [
    ...lost.map((node) => toProblem(graph, node, 'Its failures leave by the port “error”, which leads nowhere.')),
    ...(first ? [toProblem(graph, first, `If this step fails, the run fails and nobody is told.${alike(more)}`)] : []),
  ];
}

function alike({ length }: readonly GraphNode[]): string {
  if (length === 0) return '';
  return length === 1 ? ' The same holds for one more step.' : ` The same holds for ${length} more steps.`;
}

function startsByItself({ type, disabled }: GraphNode): boolean {
  return !disabled && type !== 'manual' && findTrigger(type) !== undefined;
}

function reachesOut({ type, disabled }: GraphNode): boolean {
  const nodeType = nodeTypes.get(type);
  return !disabled && nodeType?.kind === 'action' && nodeType.effect && !WITHIN.has(type);
}

function hasErrorEdge({ edges }: Graph, { id }: GraphNode): boolean {
  return edges.some(({ source, sourceHandle }) => source === id && sourceHandle === ERROR_PORT);
}

function toProblem(graph: Graph, node: GraphNode, detail: string): Problem {
  const pointer = `/nodes/${graph.nodes.indexOf(node)}/onError`;
  return { code: 'ERROR_PATH_MISSING', severity: 'info', nodeId: node.id, pointer, detail, hint: HINT };
}
