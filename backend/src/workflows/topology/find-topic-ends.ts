import { compilePattern } from '../../broker/topic-pattern.js';
import type { TopicEnd } from '../../contract/index.js';
import type { LinkedWorkflow } from './workflow-links.js';

/** A step at one end of a topic. */
export type FoundEnd = Omit<TopicEnd, 'lastRun'>;

/** Triggers that make the events which they hear. */
const MAKERS: ReadonlySet<string> = new Set(['webhook', 'schedule']);

/**
 * Finds the steps that send events of a topic and those that hear them. Of a pattern: who sends a topic that fits, and
 * who hears the pattern itself or, since both may name the same topics, one that either of them fits.
 */
export function findTopicEnds(
  asked: string,
  workflows: readonly LinkedWorkflow[],
): { producers: FoundEnd[]; consumers: FoundEnd[] } {
  const isAsked = compilePattern(asked);
  const toEnd = (workflow: LinkedWorkflow, nodeId: string, nodeType: string, topic: string): FoundEnd => ({
    ...{ workflowId: workflow.workflowId, workflowName: workflow.name, status: workflow.status },
    ...{ nodeId, nodeType, topic },
  });
  const producers = workflows.flatMap((workflow) => [
    ...workflow.publishes
      .filter(({ topic }) => isAsked(topic))
      .map(({ nodeId, topic }) => toEnd(workflow, nodeId, 'publish', topic)),
    ...workflow.listens
      .filter(({ nodeType, pattern }) => MAKERS.has(nodeType) && isAsked(pattern))
      .map(({ nodeId, nodeType, pattern }) => toEnd(workflow, nodeId, nodeType, pattern)),
  ]);
  const isHeard = (pattern: string): boolean => isAsked(pattern) || compilePattern(pattern)(asked);
  const consumers = workflows.flatMap((workflow) => [
    ...workflow.listens
      .filter(({ nodeType, pattern }) => !MAKERS.has(nodeType) && isHeard(pattern))
      .map(({ nodeId, nodeType, pattern }) => toEnd(workflow, nodeId, nodeType, pattern)),
    ...workflow.waits
      .filter(({ pattern }) => isHeard(pattern))
      .map(({ nodeId, pattern }) => toEnd(workflow, nodeId, 'wait-for-event', pattern)),
  ]);
  return { producers, consumers };
}
