import { JSON_TYPE_PATTERN } from '../contract/index.js';

/** A CloudEvent 1.0 in the JSON event format. */
export interface CloudEvent {
  specversion: '1.0';
  id: string;
  type: string;
  source: string;
  subject?: string | null;
  time?: string;
  datacontenttype?: string;
  data?: unknown;
  /** Bytes, instead of `data`. */
  data_base64?: string;
  /** `dataschema` and extensions. */
  [attribute: string]: unknown;
}

export interface HttpMessage {
  headers: Record<string, string>;
  body: string | Uint8Array;
}

/** A CloudEvent as an HTTP message in structured content mode: all of it is the body. */
export function toStructured({ data, subject, ...event }: CloudEvent): HttpMessage {
  const isBytes = event.data_base64 !== undefined;
  const body = { ...event, ...(subject != null && { subject }), ...(!isBytes && { data: data ?? null }) };
  return { headers: { 'content-type': 'application/cloudevents+json; charset=utf-8' }, body: JSON.stringify(body) };
}

/** A CloudEvent as an HTTP message in binary content mode: its attributes are headers, the body is its data. */
export function toBinary(event: CloudEvent): HttpMessage {
  const { data, data_base64: base64, datacontenttype = 'application/json', ...attributes } = event;
  const headers: Record<string, string> = { 'content-type': datacontenttype };
  for (const [name, value] of Object.entries(attributes))
    if (isSimple(value)) headers[`ce-${name}`] = encodeAttribute(String(value));
  if (base64 !== undefined) return { headers, body: Buffer.from(base64, 'base64') };
  const isText = typeof data === 'string' && !JSON_TYPE_PATTERN.test(datacontenttype);
  return { headers, body: isText ? data : JSON.stringify(data ?? null) };
}

function isSimple(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

/**
 * Blanks, quotes, percent signs and all that is not printable ASCII go percent-encoded (HTTP binding, 3.1.3.2). Halves of
 * characters, which have no such form, become the replacement character.
 */
function encodeAttribute(value: string): string {
  return Buffer.from(value)
    .toString()
    .replace(/[^\x21\x23\x24\x26-\x7e]+/g, encodeURIComponent);
}
