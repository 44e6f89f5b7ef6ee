import { compilePattern } from '../../broker/topic-pattern.js';
import { sourceOfWorkflow, type LinkedWorkflow, type Publishing } from './workflow-links.js';

/** A way by which the events of a workflow come back to it. */
export interface EventCircle {
  /** The step of the workflow that it begins with. */
  nodeId: string;
  /** From workflow to workflow, with the topic between them: the first one is the workflow itself, as is the last. */
  way: readonly { workflow: string; topic: string }[];
}

interface Reached {
  workflow: LinkedWorkflow;
  way: EventCircle['way'];
}

/**
 * Finds the shortest circle through each step of a workflow that publishes: breadth first over who hears whom. Filters
 * are not looked at: whether one holds is known only when an event is there.
 *
 * @param others the published workflows; the workflow itself may be among them and is taken as it is given
 */
export function findEventCircles(own: LinkedWorkflow, others: readonly LinkedWorkflow[]): EventCircle[] {
  const all = [own, ...others.filter(({ workflowId }) => workflowId !== own.workflowId)];
  return own.publishes.flatMap((publishing) => shortestCircle(own, publishing, all) ?? []);
}

function shortestCircle(
  own: LinkedWorkflow,
  first: Publishing,
  all: readonly LinkedWorkflow[],
): EventCircle | undefined {
  const seen = new Set<string>();
  let last: Reached[] = [{ workflow: { ...own, publishes: [first] }, way: [] }];
  while (last.length > 0) {
    const next: Reached[] = [];
    for (const { workflow, way } of last)
      for (const { topic } of workflow.publishes)
        for (const hearer of all.filter((one) => hears(one, topic, workflow.workflowId))) {
          const further = [...way, { workflow: workflow.name, topic }];
          if (hearer.workflowId === own.workflowId) return { nodeId: first.nodeId, way: further };
          if (!seen.has(hearer.workflowId)) next.push({ workflow: hearer, way: further });
          seen.add(hearer.workflowId);
        }
    last = next;
  }
  return undefined;
}

/** Whether a workflow listens to a topic of another one's events. */
export function hears({ listens }: LinkedWorkflow, topic: string, publisherId: string): boolean {
  return listens.some(
    ({ pattern, source }) =>
      (source === null || source === sourceOfWorkflow(publisherId)) && compilePattern(pattern)(topic),
  );
}

/** Says a circle to a person. */
export function describeCircle({ way }: EventCircle): string {
  const [own] = way;
  const steps = way.map(({ workflow, topic }) => `"${workflow}" → ${topic}`);
  return `Its events come back to it: ${[...steps, `"${own?.workflow ?? ''}"`].join(' → ')}. Unless a condition ends it, the circle is stopped after 25 rounds.`;
}
