import { createHash } from 'node:crypto';
import { newId } from '../platform/ids.js';
import { refusalReason, type Envelope } from './bound-subscription.js';
import type { AcceptedRun, NewEvent } from './new-event.js';
import type { SubscriptionTable } from './subscription-table.service.js';

export interface PreparedRun extends AcceptedRun {
  versionId: string;
  wantsOutput: boolean;
}

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
  rootId: string;
  bodyHash: string;
  runs: PreparedRun[];
  refused: RefusedDelivery[];
}

/** Works out who gets an event, and why the others do not. */
export function prepareEvent(event: NewEvent, table: Pick<SubscriptionTable, 'about'>, now: Date): PreparedEvent {
  const id = newId();
  const data = JSON.stringify(event.data ?? null);
  const prepared: PreparedEvent = {
    event,
    id,
    time: event.time ?? now.toISOString(),
    data,
    rootId: event.cause?.rootId ?? id,
    bodyHash: event.key === undefined ? '' : hashIdentity(event, data),
    runs: [],
    refused: [],
  };
  if (event.direct) addRun(prepared, event.direct);
  fanOut(prepared, table);
  return prepared;
}

function hashIdentity({ type, identity }: NewEvent, data: string): string {
  const same = identity === undefined ? data : JSON.stringify(identity);
  return createHash('sha256').update(type).update('\0').update(same).digest('base64url');
}

function fanOut(prepared: PreparedEvent, table: Pick<SubscriptionTable, 'about'>): void {
  const { event } = prepared;
  const { draft, direct } = event;
  const published = table.about(event.type);
  const heard = draft
    ? [
        ...published.filter(({ workflowId }) => workflowId !== draft.workflowId),
        ...draft.subscriptions.filter(({ isAbout }) => isAbout(event.type)),
      ]
    : published;
  if (heard.length === 0) return;
  let envelope: Envelope | undefined;
  for (const subscription of heard) {
    if (subscription.source !== null && subscription.source !== event.source) continue;
    if (direct?.workflowId === subscription.workflowId && direct.nodeId === subscription.nodeId) continue;
    // Most subscriptions have no filter, and look at nothing.
    const reason = subscription.compiledFilter
      ? refusalReason(subscription, (envelope ??= toEnvelope(prepared)))
      : undefined;
    if (reason === undefined) addRun(prepared, subscription);
    else prepared.refused.push({ workflowId: subscription.workflowId, nodeId: subscription.nodeId, reason });
  }
}

function addRun(
  prepared: PreparedEvent,
  { workflowId, nodeId, versionId }: Omit<PreparedRun, 'id' | 'wantsOutput'>,
): void {
  prepared.runs.push({
    id: newId(),
    workflowId,
    nodeId,
    versionId,
    wantsOutput: prepared.event.answerFrom === workflowId,
  });
}

function toEnvelope({ event, id, time }: PreparedEvent): Envelope {
  return {
    specversion: '1.0',
    id: event.externalId ?? id,
    type: event.type,
    source: event.source,
    subject: event.subject ?? null,
    time,
    datacontenttype: 'application/json',
    data: event.data ?? null,
  };
}
