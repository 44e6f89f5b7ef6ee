import { createHash } from 'node:crypto';
import { newId } from '../platform/ids.js';
import { eventScope, refusalReason, type BoundSubscription, type Envelope } from './bound-subscription.js';
import { withAttributes } from './event-attributes.js';
import type { EventWaits } from './event-waits.service.js';
import { placeRun } from './flow-limits.js';
import { HELD_PAUSED } from './held.js';
import type { AcceptedRun, DirectTarget, NewEvent } from './new-event.js';
import { wantedOrder, type WantedOrder } from './ordering/ordering.js';
import type { RunSignal } from './run-signals.service.js';
import type { SubscriptionTable } from './subscription-table.service.js';
import type { Verdict } from './topics/topic-table.service.js';

export interface PreparedRun extends AcceptedRun {
  versionId: string;
  wantsOutput: boolean;
  evenIfPaused: boolean;
  /** In which order it has to be worked off, if in any. */
  order?: WantedOrder | undefined;
}

/** What is asked of the table of subscriptions. */
export type Subscribed = Pick<SubscriptionTable, 'about' | 'isPaused' | 'of'>;

export interface RefusedDelivery {
  workflowId: string;
  nodeId: string;
  reason: string;
}

/** An event with everything that its acceptance writes. */
export interface PreparedEvent {
  event: NewEvent;
  id: string;
  time: string;
  /** JSON. */
  data: string;
  /** JSON. */
  attributes: string | null;
  /** Why the data does not fit the schema of its topic, if it does not. */
  verdict: Verdict | undefined;
  rootId: string;
  bodyHash: string;
  runs: PreparedRun[];
  refused: RefusedDelivery[];
  /** What steps that wait for such an event are told. */
  answers: RunSignal[];
}

/** Works out who gets an event, and why the others do not. */
export function prepareEvent(
  event: NewEvent,
  table: Subscribed,
  now: Date,
  waits?: Pick<EventWaits, 'answersTo'>,
): PreparedEvent {
  const id = newId();
  const data = JSON.stringify(event.data ?? null);
  const prepared: PreparedEvent = {
    event,
    id,
    time: event.time ?? now.toISOString(),
    data,
    attributes: event.attributes === undefined ? null : JSON.stringify(event.attributes),
    verdict: undefined,
    rootId: event.cause?.rootId ?? id,
    bodyHash: event.key === undefined ? '' : hashIdentity(event, data),
    runs: [],
    refused: [],
    answers: [],
  };
  if (event.direct) addRun(prepared, asPublished(event.direct, event, table), table, undefined);
  fanOut(prepared, table, hearersOf(event, table));
  if (waits && !event.direct && !event.isForOneOnly)
    prepared.answers = waits.answersTo(event.type, () => toEnvelope(prepared));
  return prepared;
}

function hashIdentity({ type, identity }: NewEvent, data: string): string {
  const same = identity === undefined ? data : JSON.stringify(identity);
  return createHash('sha256').update(type).update('\0').update(same).digest('base64url');
}

function hearersOf({ type, draft, isForOneOnly }: NewEvent, table: Subscribed): readonly BoundSubscription[] {
  if (isForOneOnly) return [];
  const published = table.about(type);
  if (!draft) return published;
  return [
    ...published.filter(({ workflowId }) => workflowId !== draft.workflowId),
    ...draft.subscriptions.filter(({ isAbout }) => isAbout(type)),
  ];
}

/** Asks each of the subscriptions, which are about the topic, whether it wants the event. */
export function fanOut(prepared: PreparedEvent, table: Subscribed, hearers: readonly BoundSubscription[]): void {
  if (hearers.length === 0) return;
  const { event } = prepared;
  const { direct } = event;
  let envelope: Envelope | undefined;
  for (const subscription of hearers) {
    if (subscription.source !== null && subscription.source !== event.source) continue;
    if (direct?.workflowId === subscription.workflowId && direct.nodeId === subscription.nodeId) continue;
    // Most subscriptions have no filter, and look at nothing.
    const reason = subscription.compiledFilter
      ? refusalReason(subscription, (envelope ??= toEnvelope(prepared)))
      : undefined;
    if (reason === undefined) addRun(prepared, subscription, table, subscription.nodeId);
    else prepared.refused.push({ workflowId: subscription.workflowId, nodeId: subscription.nodeId, reason });
  }
}

/**
 * A draft is tried out by somebody who waits for it: it runs although what is published is paused.
 *
 * @param gatherAs see `placeRun`
 */
export function addRun(
  prepared: PreparedEvent,
  target: DirectTarget,
  table: Subscribed,
  gatherAs: string | undefined,
): void {
  const { event } = prepared;
  const { workflowId, nodeId, versionId, boundLimits, boundOrdering } = target;
  const evenIfPaused =
    target.evenIfPaused === true || event.parent !== undefined || event.draft?.workflowId === workflowId;
  const isPaused = !evenIfPaused && table.isPaused(workflowId);
  const scope = boundLimits || boundOrdering ? eventScope(workflowId, toEnvelope(prepared)) : undefined;
  // Where the limits have a paused run stand is decided when it is resumed; its place in an order it has from now on.
  const gather = boundOrdering ? undefined : gatherAs;
  const flow = boundLimits && scope && !isPaused ? placeRun(boundLimits, scope, gather) : undefined;
  prepared.runs.push({
    id: newId(),
    workflowId,
    nodeId,
    versionId,
    evenIfPaused,
    held: isPaused ? HELD_PAUSED : flow ? JSON.stringify(flow.held) : null,
    flow,
    order: boundOrdering && scope && { ...wantedOrder(boundOrdering, scope), inPlaceOf: event.repeats },
    wantsOutput: event.answerFrom === workflowId,
  });
}

/**
 * What nobody says the limits of is limited as its trigger is, and ordered; a draft is tried out without. The failure of a run
 * that another one called is the affair of its caller, and stands in nobody's way.
 */
export function asPublished(target: DirectTarget, { draft, parent }: NewEvent, table: Subscribed): DirectTarget {
  if (draft) return target;
  const published = table.of(target.workflowId, target.nodeId);
  const ordering = published?.boundOrdering;
  return {
    ...target,
    boundLimits: target.boundLimits ?? published?.boundLimits,
    boundOrdering: ordering && parent ? { ...ordering, onDeadLetter: 'skip' } : ordering,
  };
}

/** The event as filters see it. */
export function toEnvelope({ event, id, time }: Pick<PreparedEvent, 'event' | 'id' | 'time'>): Envelope {
  const envelope: Envelope = {
    specversion: '1.0',
    id: event.externalId ?? id,
    type: event.type,
    source: event.source,
    subject: event.subject ?? null,
    time,
    datacontenttype: 'application/json',
    data: event.data ?? null,
  };
  return event.attributes === undefined ? envelope : withAttributes(envelope, event.attributes);
}
