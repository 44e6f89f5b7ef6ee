import { hasWildcard } from '../../broker/topic-pattern.js';
import type { JsonSchema } from '../../contract/index.js';
import { findSinks, findSources, topicsOfSources, type SeenRate } from './topic-flows.js';
import type { LinkedWorkflow } from './workflow-links.js';

/** What is known of a topic besides its events. */
export interface KnownTopic {
  type: string;
  description: string;
  schema: JsonSchema | null;
}

export interface AsyncApiFacts {
  version: string;
  workflows: readonly LinkedWorkflow[];
  rates: readonly SeenRate[];
  topics: readonly KnownTopic[];
}

/** An AsyncAPI document, version 3.0.0 (https://www.asyncapi.com/docs/reference/specification/v3.0.0). */
export interface AsyncApiDocument {
  asyncapi: '3.0.0';
  info: { title: string; version: string; description: string };
  defaultContentType: string;
  channels: Record<string, object>;
  operations: Record<string, object>;
  components: { messages: Record<string, object> };
}

interface Operation {
  id: string;
  action: 'send' | 'receive';
  topic: string;
  workflow: LinkedWorkflow;
}

/**
 * Describes the topics as channels, with a CloudEvent as the message of each, and what workflows do with them as
 * operations: a workflow that publishes sends, one with a trigger for the topic receives.
 */
export function buildAsyncApi({ version, workflows, rates, topics: known }: AsyncApiFacts): AsyncApiDocument {
  const sources = findSources(workflows, rates);
  const types = topicsOfSources(
    sources,
    known.map(({ type }) => type),
  );
  const sinks = findSinks(workflows, types);
  for (const { topic } of sinks) types.add(topic);
  const topics = [...types].sort();
  const about = new Map(known.map((topic) => [topic.type, topic]));
  const operations = [
    ...sources.flatMap(({ workflow, topic, kind }) =>
      workflow && kind === 'workflow' ? [operation('send', topic, workflow)] : [],
    ),
    ...sinks.map(({ topic, workflow }) => operation('receive', topic, workflow)),
  ];
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Eventloom',
      version,
      description: 'The topics of this installation, and the workflows that publish to them and run for their events.',
    },
    defaultContentType: 'application/cloudevents+json',
    channels: Object.fromEntries(topics.map((topic) => [keyOf(topic), toChannel(topic, about.get(topic))])),
    operations: Object.fromEntries(operations.map((one) => [one.id, toOperation(one)])),
    components: {
      messages: Object.fromEntries(topics.map((topic) => [keyOf(topic), toMessage(topic, about.get(topic))])),
    },
  };
}

/** A name for a topic that may stand in a reference: wildcards may not. */
function keyOf(topic: string): string {
  return topic.replaceAll('*', 'ANY').replaceAll('>', 'REST');
}

function toChannel(topic: string, known: KnownTopic | undefined): object {
  const parameters: Record<string, object> = {};
  const address = topic
    .split('.')
    .map((segment, index) => {
      if (segment !== '*' && segment !== '>') return segment;
      const name = segment === '*' ? `segment${index + 1}` : 'rest';
      parameters[name] = {
        description: segment === '*' ? 'One segment.' : 'One segment, or several with dots between.',
      };
      return `{${name}}`;
    })
    .join('.');
  return {
    address,
    ...(known?.description && { description: known.description }),
    messages: { event: { $ref: `#/components/messages/${keyOf(topic)}` } },
    ...(hasWildcard(topic) && { parameters }),
  };
}

function toMessage(topic: string, known: KnownTopic | undefined): object {
  return {
    name: topic,
    title: topic,
    contentType: 'application/cloudevents+json',
    payload: {
      type: 'object',
      required: ['specversion', 'id', 'type', 'source'],
      properties: {
        specversion: { const: '1.0' },
        id: { type: 'string' },
        type: hasWildcard(topic) ? { type: 'string' } : { const: topic },
        source: { type: 'string' },
        subject: { type: 'string' },
        time: { type: 'string', format: 'date-time' },
        data: known?.schema ?? true,
      },
    },
  };
}

function operation(action: Operation['action'], topic: string, workflow: LinkedWorkflow): Operation {
  return { id: `${action}.${keyOf(topic)}.${workflow.workflowId}`, action, topic, workflow };
}

function toOperation({ action, topic, workflow }: Operation): object {
  return {
    action,
    channel: { $ref: `#/channels/${keyOf(topic)}` },
    title: workflow.name,
    summary: `${workflow.name} ${action === 'send' ? 'publishes' : 'runs for'} events of ${topic}.`,
    'x-eventloom-workflow': { id: workflow.workflowId, status: workflow.status },
  };
}
