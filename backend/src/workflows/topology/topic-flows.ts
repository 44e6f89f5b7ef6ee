import { compilePattern, hasWildcard } from '../../broker/topic-pattern.js';
import { sourceOfWorkflow, type LinkedWorkflow, type Listening } from './workflow-links.js';

/** Events of a topic from one source, over the last minutes. */
export interface SeenRate {
  type: string;
  source: string;
  perMinute: number;
}

/** Something that makes events of a topic. */
export interface Source {
  kind: 'webhook' | 'schedule' | 'workflow' | 'source';
  label: string;
  workflow?: LinkedWorkflow;
  nodeId?: string;
  nodeType?: string;
  topic: string;
  perMinute: number;
}

/** A trigger's interest in one topic. */
export interface Sink {
  workflow: LinkedWorkflow;
  listening: Listening;
  topic: string;
}

/** Triggers that make the events which they hear. */
const OWN_EVENTS = new Map<string, Source['kind']>([
  ['webhook', 'webhook'],
  ['schedule', 'schedule'],
]);

/** Who makes events of which topics, from what is published and what was seen. */
export function findSources(workflows: readonly LinkedWorkflow[], rates: readonly SeenRate[]): Source[] {
  const unclaimed = new Map(rates.map((rate) => [keyOf(rate.type, rate.source), rate]));
  const claim = (topic: string, source: string): number => {
    const rate = unclaimed.get(keyOf(topic, source));
    unclaimed.delete(keyOf(topic, source));
    return rate?.perMinute ?? 0;
  };
  const sources: Source[] = [];
  for (const workflow of workflows) {
    for (const { nodeId, nodeType, label, pattern, source } of workflow.listens) {
      const kind = OWN_EVENTS.get(nodeType);
      if (kind === undefined || source === null) continue;
      const perMinute = claim(pattern, source);
      const name = kind === 'webhook' ? source : label;
      sources.push({ kind, label: name, workflow, nodeId, nodeType, topic: pattern, perMinute });
    }
    const origin = sourceOfWorkflow(workflow.workflowId);
    for (const topic of new Set(workflow.publishes.map((publishing) => publishing.topic)))
      sources.push({ kind: 'workflow', label: workflow.name, workflow, topic, perMinute: claim(topic, origin) });
  }
  const byOrigin = new Map(workflows.map((workflow) => [sourceOfWorkflow(workflow.workflowId), workflow]));
  for (const { type: topic, source, perMinute } of unclaimed.values()) {
    const workflow = byOrigin.get(source);
    if (workflow) sources.push({ kind: 'workflow', label: workflow.name, workflow, topic, perMinute });
    else sources.push({ kind: 'source', label: source === '' ? 'others' : source, topic, perMinute });
  }
  return sources;
}

/** Who hears which topics; a pattern that no known topic fits stands for itself. */
export function findSinks(workflows: readonly LinkedWorkflow[], topics: ReadonlySet<string>): Sink[] {
  return workflows.flatMap((workflow) =>
    workflow.listens.flatMap((listening) =>
      topicsOf(listening, topics).map((topic) => ({ workflow, listening, topic })),
    ),
  );
}

function topicsOf({ pattern }: Listening, topics: ReadonlySet<string>): string[] {
  if (!hasWildcard(pattern)) return [pattern];
  const matches = compilePattern(pattern);
  const found = [...topics].filter((topic) => matches(topic));
  return found.length > 0 ? found : [pattern];
}

/** Topics that events were seen of, or that somebody publishes. */
export function topicsOfSources(sources: readonly Source[], known: Iterable<string> = []): Set<string> {
  return new Set([...known, ...sources.map(({ topic }) => topic)]);
}

function keyOf(topic: string, source: string): string {
  return `${topic}\0${source}`;
}
