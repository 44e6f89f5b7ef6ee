import type { Envelope } from './bound-subscription.js';

/**
 * The attributes of a CloudEvent that have no column: `dataschema`, `datacontenttype` unless it is `application/json`, and
 * extensions. `data_base64` tells that the data is bytes, as base64 text.
 */
export type EventAttributes = Readonly<Record<string, string | number | boolean>>;

/** The event that a run is for, as far as what the run publishes takes after it. */
export interface CausingEvent {
  eventId: string;
  rootEventId: string;
  /** JSON. */
  attributes: string | null;
}

/** What an event that a run publishes takes over from the one that the run is for: who belongs to whom, and the trace. */
export function inheritAttributes({ eventId, rootEventId, attributes }: CausingEvent): EventAttributes {
  const { traceparent, tracestate, correlationid = rootEventId } = parseAttributes(attributes);
  return {
    ...(traceparent !== undefined && { traceparent }),
    ...(tracestate !== undefined && { tracestate }),
    correlationid,
    causationid: eventId,
  };
}

export function parseAttributes(json: string | null): EventAttributes {
  return json === null ? {} : (JSON.parse(json) as EventAttributes);
}

/** An event as the database knows it. */
export interface EventRow {
  id: string;
  externalId: string | null;
  type: string;
  source: string;
  subject: string | null;
  time: Date;
  /** JSON. */
  data: string;
  /** The same as a value, where it is at hand. */
  value?: unknown;
  /** JSON. */
  attributes: string | null;
}

/** An event as filters and expressions see it. */
export function toEnvelope(row: EventRow): Envelope {
  const envelope: Envelope = {
    specversion: '1.0',
    id: row.externalId ?? row.id,
    type: row.type,
    source: row.source,
    subject: row.subject,
    time: row.time.toISOString(),
    datacontenttype: 'application/json',
    data: row.value ?? (JSON.parse(row.data) as unknown),
  };
  return row.attributes === null ? envelope : withAttributes(envelope, parseAttributes(row.attributes));
}

/** Adds the attributes that have no column. Bytes are shown as base64, under the name that the JSON format has for them too. */
export function withAttributes(envelope: Envelope, { data_base64: isBytes, ...others }: EventAttributes): Envelope {
  return Object.assign(envelope, others, isBytes && { data_base64: envelope.data });
}
