import { groupBy, type EventRow, type History, type SubscriptionRow, type Violation } from './history.js';

/** What was accepted is there, under one id however often it was sent. */
export function ackedIsKept({ client, events }: History): Violation[] {
  const stored = new Set(events.map(({ id }) => id));
  const acked = client.filter((entry) => entry.type === 'ok');
  const lost = acked.filter(({ eventId }) => !stored.has(eventId));
  const split = [...groupBy(acked, ({ op }) => op)].filter(
    ([, entries]) => new Set(entries.map(({ eventId }) => eventId)).size > 1,
  );
  return [
    ...lost.map(({ op, eventId }) => ({ rule: 'acked-lost', subject: eventId, detail: `accepted for ${op}` })),
    ...split.map(([op]) => ({ rule: 'event-doubled', subject: op, detail: 'was given two event ids' })),
  ];
}

/** A request is one event at most, and so is a step that publishes. */
export function eventsAreSingle({ events }: History): Violation[] {
  const bySender = groupBy(events, senderOf);
  return [...bySender]
    .filter(([, same]) => same.length > 1)
    .map(([subject, same]) => ({ rule: 'event-doubled', subject, detail: same.map(({ id }) => id).join() }));
}

function senderOf({ id, op, source, causeRunId, causeNodeId }: EventRow): string {
  if (causeRunId !== null) return `${causeRunId}:${causeNodeId ?? ''}`;
  return op === null ? id : `${source} ${op}`;
}

/** Nothing is stored that nobody sent, or that was refused. */
export function eventsWereSent({ client, events }: History): Violation[] {
  const byOp = groupBy(client, ({ op }) => op);
  return events
    .filter(({ causeRunId }) => causeRunId === null)
    .filter(({ op }) => !mayBeStored(byOp.get(op ?? '') ?? []))
    .map(({ id, op }) => ({ rule: 'event-from-nowhere', subject: id, detail: `of ${op ?? 'nobody'}` }));
}

/** Each request that was refused is balanced by one that was not. */
function mayBeStored(entries: History['client']): boolean {
  const count = (type: string) => entries.filter((entry) => entry.type === type).length;
  return count('invoke') > count('fail');
}

/** Every event has, for each subscription to it, one run or the reason why there is none. */
export function everybodyIsServed({ events, subscriptions, runs, deliveries }: History): Violation[] {
  const served = groupBy([...runs.map((run) => ({ ...run, nodeId: run.triggerNode })), ...deliveries], serviceOf);
  return events.flatMap((event) =>
    subscriptions
      .filter((subscription) => wants(subscription, event))
      .map(({ workflowId, nodeId }) => serviceOf({ eventId: event.id, workflowId, nodeId }))
      .filter((service) => served.get(service)?.length !== 1)
      .map((subject) => ({
        rule: 'delivery-count',
        subject,
        detail: `${served.get(subject)?.length ?? 0} runs instead of 1`,
      })),
  );
}

function wants({ type, source }: SubscriptionRow, event: EventRow): boolean {
  return type === event.type && (source === null || source === event.source);
}

function serviceOf({ eventId, workflowId, nodeId }: Record<'eventId' | 'workflowId' | 'nodeId', string>): string {
  return `${eventId} for ${workflowId}:${nodeId}`;
}
