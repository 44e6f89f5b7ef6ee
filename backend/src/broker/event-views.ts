import type { StoredEvent } from '../contract/index.js';
import { parseAttributes } from './event-attributes.js';
import type { Event } from './event.entity.js';

/** A CloudEvent in the JSON format, and nothing else. */
export type CloudEvent = Omit<StoredEvent, 'subject' | 'receivedAt'> & { subject?: string };

/** An event as it is shown, under the id that it has here. */
export function toView(row: Event): StoredEvent {
  const { data_base64: isBytes, ...attributes } = parseAttributes(row.attributes);
  const data = JSON.parse(row.data) as NonNullable<StoredEvent['data']>;
  return {
    specversion: '1.0',
    id: row.id,
    type: row.type,
    source: row.source,
    subject: row.subject,
    time: row.time.toISOString(),
    datacontenttype: 'application/json',
    ...attributes,
    ...(isBytes ? { data_base64: data as string } : { data }),
    receivedAt: row.receivedAt.toISOString(),
  };
}

/** An event as it was handed in, under the id that its producer gave it. */
export function toCloudEvent(row: Event): CloudEvent {
  const { receivedAt: _, subject, ...event } = toView(row);
  return { ...event, id: row.externalId ?? row.id, ...(subject !== null && { subject }) };
}
