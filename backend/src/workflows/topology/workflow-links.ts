import { nodeTypes } from '../../connectors/catalog.js';
import { bindTriggers } from '../bind-triggers.js';
import { SCHEDULE_TOPIC } from '../schedules/schedule-topic.js';
import type { Graph, GraphNode, WorkflowStatus } from '../../contract/index.js';

/** A trigger's interest in topics. */
export interface Listening {
  nodeId: string;
  nodeType: string;
  label: string;
  pattern: string;
  /** Only events of this source; null for those of any. */
  source: string | null;
  isFiltered: boolean;
}

/** A step that publishes events of a topic which is known before it runs. */
export interface Publishing {
  nodeId: string;
  label: string;
  topic: string;
}

/** A step that a run waits at for an event of a topic, or of a pattern. */
export interface Waiting {
  nodeId: string;
  label: string;
  pattern: string;
}

/** How a version of a workflow is tied to others by topics. */
export interface WorkflowLinks {
  listens: readonly Listening[];
  publishes: readonly Publishing[];
  waits: readonly Waiting[];
}

/** A published workflow, or a draft that is looked at as if it were. */
export interface LinkedWorkflow extends WorkflowLinks {
  workflowId: string;
  name: string;
  status: WorkflowStatus;
}

/** The source of the events that a workflow publishes. */
export function sourceOfWorkflow(workflowId: string): string {
  return `/workflows/${workflowId}`;
}

/** Reads the links out of a graph; a topic that an expression makes is known only when it is evaluated. */
export function linksOf(graph: Graph, workflowId: string): WorkflowLinks {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const listens = bindTriggers(graph, workflowId, '').map(({ nodeId, nodeType, pattern, source, filter }) => ({
    ...{ nodeId, nodeType, pattern, source },
    label: labelOf(nodes.get(nodeId)),
    isFiltered: filter !== null,
  }));
  const schedules = graph.nodes.filter(({ type, disabled }) => type === 'schedule' && !disabled);
  return {
    listens: [...listens, ...schedules.map((node) => toListening(node, workflowId))],
    publishes: graph.nodes.flatMap((node) => {
      const topic = fixedTopic(node, 'publish');
      return topic === undefined ? [] : { nodeId: node.id, label: labelOf(node), topic };
    }),
    waits: graph.nodes.flatMap((node) => {
      const pattern = fixedTopic(node, 'wait-for-event');
      return pattern === undefined ? [] : { nodeId: node.id, label: labelOf(node), pattern };
    }),
  };
}

/** A schedule hears the events that it makes itself. */
function toListening(node: GraphNode, workflowId: string): Listening {
  const [pattern, source] = [SCHEDULE_TOPIC, sourceOfWorkflow(workflowId)];
  return { nodeId: node.id, nodeType: node.type, label: labelOf(node), pattern, source, isFiltered: false };
}

function fixedTopic({ type, params, disabled }: GraphNode, wanted: string): string | undefined {
  const { type: topic } = params;
  if (type !== wanted || disabled || typeof topic !== 'string' || topic === '') return undefined;
  return topic.includes('{{') ? undefined : topic;
}

function labelOf(node: GraphNode | undefined): string {
  return node?.label ?? nodeTypes.get(node?.type ?? '')?.title ?? node?.id ?? '';
}
