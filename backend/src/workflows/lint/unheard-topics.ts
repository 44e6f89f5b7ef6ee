import { compilePattern } from '../../broker/topic-pattern.js';
import type { Problem } from '../../contract/index.js';
import { hears } from '../topology/find-event-circles.js';
import type { LinkedWorkflow } from '../topology/workflow-links.js';
import type { Linted } from './lint-workflow.js';

/** Tells of topics that a workflow publishes and no published workflow hears; its own triggers count as published. */
export function unheardTopics({ graph, own, others }: Pick<Linted, 'graph' | 'own' | 'others'>): Problem[] {
  const all = [own, ...others];
  return own.publishes
    .filter(({ topic }) => !all.some((workflow) => takes(workflow, topic, own.workflowId)))
    .map(({ nodeId, topic }) => ({
      code: 'TOPIC_UNHEARD',
      severity: 'info',
      nodeId,
      pointer: `/nodes/${graph.nodes.findIndex((node) => node.id === nodeId)}/params/type`,
      detail: `No published workflow hears "${topic}" yet.`,
      hint: 'Its events are kept all the same: a workflow published later can be fed from the past.',
    }));
}

/** Whether a topic starts a workflow, or may go on a run of it that waits. */
function takes(workflow: LinkedWorkflow, topic: string, publisherId: string): boolean {
  return hears(workflow, topic, publisherId) || workflow.waits.some(({ pattern }) => compilePattern(pattern)(topic));
}
