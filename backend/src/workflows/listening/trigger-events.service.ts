import { Injectable } from '@nestjs/common';
import { bindSubscription, refusalReason, type BoundSubscription } from '../../broker/bound-subscription.js';
import { toEnvelope } from '../../broker/event-attributes.js';
import { StoredEventsRepository, type StoredEventRow } from '../../broker/replay/stored-events.repository.js';
import type { Graph, TriggerEvent } from '../../contract/index.js';
import { findTrigger } from '../../connectors/catalog.js';
import { AppError } from '../../platform/errors/app-error.js';
import { bindTriggers } from '../bind-triggers.js';
import { MANUAL_TOPIC } from '../manual-topic.js';
import { SCHEDULE_TOPIC } from '../schedules/schedule-topic.js';
import { graphOf } from '../workflow-views.js';
import { WorkflowsRepository } from '../workflows.repository.js';

/** So many are told, of so many that are looked at. */
const MOST = 20;
const MOST_LOOKED_AT = 500;

/** So much of the data is told; characters of JSON. */
const PREVIEW = 200;

/** Tells the newest events that a trigger of a draft would have heard, for one of them to be tried out. */
@Injectable()
export class TriggerEvents {
  constructor(
    private readonly workflows: WorkflowsRepository,
    private readonly stored: StoredEventsRepository,
  ) {}

  /** @throws AppError `NOT_FOUND` if the draft has no such trigger */
  async newest(workflowId: string, nodeId: string): Promise<TriggerEvent[]> {
    const subscription = hearerAt(graphOf(await this.workflows.get(workflowId)), workflowId, nodeId);
    if (!subscription) return [];
    const range = { patterns: [subscription.pattern], from: null, until: await this.stored.now() };
    const events = await this.stored.before(range, null, MOST_LOOKED_AT);
    return events
      .filter((event) => isFor(subscription, event))
      .slice(0, MOST)
      .map((event) => toView(event, subscription.nodeType));
  }
}

/** A trigger that nothing subscribes, as one that fires by hand or by the clock, hears what was made for its workflow. */
function hearerAt(graph: Graph, workflowId: string, nodeId: string): BoundSubscription | undefined {
  const node = graph.nodes.find(({ id }) => id === nodeId);
  if (!node || !findTrigger(node.type)) throw new AppError('NOT_FOUND', `The draft has no trigger "${nodeId}".`);
  const spec = bindTriggers(graph, workflowId, '').find((one) => one.nodeId === nodeId);
  if (spec) return bindSubscription(spec);
  const pattern = OWN_TOPICS.get(node.type);
  if (pattern === undefined) return undefined;
  const own = { pattern, source: `/workflows/${workflowId}`, filter: null, route: null, params: {} };
  return bindSubscription({
    workflowId,
    versionId: '',
    nodeId,
    nodeType: node.type,
    limits: null,
    ordering: null,
    ...own,
  });
}

const OWN_TOPICS: ReadonlyMap<string, string> = new Map([
  ['manual', MANUAL_TOPIC],
  ['schedule', SCHEDULE_TOPIC],
]);

function isFor(subscription: BoundSubscription, event: StoredEventRow): boolean {
  const { source } = subscription;
  return (source === null || source === event.source) && refusalReason(subscription, toEnvelope(event)) === undefined;
}

function toView({ id, type, subject, time, data }: StoredEventRow, nodeType: string): TriggerEvent {
  const preview = nodeType === 'webhook' ? bodyOf(data) : data;
  return { id, type, subject, time: time.toISOString(), preview: preview.slice(0, PREVIEW) };
}

/** Requests to one address begin all alike: what differs is their bodies. */
function bodyOf(data: string): string {
  return JSON.stringify((JSON.parse(data) as { body?: unknown }).body ?? null);
}
