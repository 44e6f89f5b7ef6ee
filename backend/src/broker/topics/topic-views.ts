import type { Topic, TopicSummary } from '../../contract/index.js';
import type { BoundSubscription } from '../bound-subscription.js';
import type { Backlog } from '../pending-runs.service.js';
import { OTHER_SOURCES } from './activity-counts.js';
import type { ActivityRate } from './topic-activity.repository.js';
import type { NamedWorkflow, TopicRow } from './topics.repository.js';

/** What topics are shown with: of all of them, or of those that are asked for. */
export interface TopicFacts {
  rates: readonly ActivityRate[];
  backlog: readonly Backlog[];
  /** Where events came from within a day, the most active sources first. */
  sources: readonly { type: string; source: string }[];
  consumersOf: (type: string) => readonly BoundSubscription[];
  /** The trigger that has a webhook's address. */
  atRoute: (route: string) => Pick<BoundSubscription, 'workflowId'> | undefined;
  workflows: ReadonlyMap<string, NamedWorkflow>;
}

type Producer = TopicSummary['producers'][number];

export function toSummary(row: TopicRow, facts: TopicFacts): TopicSummary {
  const { type, schema, firstSeenAt, lastEventAt, ...rest } = row;
  const isOf = (one: { type: string }) => one.type === type;
  return {
    type,
    ...rest,
    hasSchema: schema !== null,
    firstSeenAt: firstSeenAt.toISOString(),
    lastEventAt: lastEventAt?.toISOString() ?? null,
    ratePerMinute: sum(facts.rates.filter(isOf).map(({ perMinute }) => perMinute)),
    producers: facts.sources.filter(isOf).map(({ source }) => toProducer(type, source, facts)),
    consumers: facts.consumersOf(type).map((subscription) => toConsumer(subscription, facts)),
    backlog: sum(facts.backlog.filter(isOf).map(({ runs }) => runs)),
  };
}

export function toTopic(row: TopicRow, facts: TopicFacts): Topic {
  return { ...toSummary(row, facts), schema: row.schema === null ? null : (JSON.parse(row.schema) as Topic['schema']) };
}

/** What stands behind the source of an event. */
export function toProducer(type: string, source: string, facts: Pick<TopicFacts, 'atRoute' | 'workflows'>): Producer {
  if (source === OTHER_SOURCES) return { kind: 'source', label: 'others' };
  const [, kind, rest = ''] = /^\/(workflows|hooks)\/(.+)$/.exec(source) ?? [];
  if (kind === 'hooks') {
    const workflowId = facts.atRoute(rest)?.workflowId;
    return { kind: 'webhook', label: source, ...(workflowId !== undefined && { workflowId }) };
  }
  const workflow = kind === 'workflows' ? facts.workflows.get(rest) : undefined;
  if (!workflow) return { kind: 'source', label: source };
  const isSchedule = type === 'eventloom.schedule.due';
  return { kind: isSchedule ? 'schedule' : 'workflow', label: workflow.name, workflowId: workflow.id };
}

/** The workflow that a source names, if it is one that a workflow publishes under. */
export function workflowIdOf(source: string): string | undefined {
  return /^\/workflows\/([0-9a-f-]{36})$/.exec(source)?.[1];
}

function toConsumer(
  { workflowId, nodeId, pattern }: BoundSubscription,
  { workflows }: TopicFacts,
): TopicSummary['consumers'][number] {
  const workflow = workflows.get(workflowId);
  const status = workflow?.isPaused ? 'paused' : 'published';
  return { workflowId, workflowName: workflow?.name ?? '', nodeId, pattern, status };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
