import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import type { EventAttributes } from '../broker/event-attributes.js';
import type { NewEvent } from '../broker/new-event.js';
import { attributeTextSchema, plainEventSchema } from '../contract/index.js';
import { AppError } from '../platform/errors/app-error.js';
import { toValidationError } from '../platform/errors/validation.pipe.js';
import { bytesOfBase64, dataOfBytes, type EventData } from './event-data.js';
import { readExtensions, traceOf } from './event-extensions.js';

/** Events without a source of their own come from here. */
const DEFAULT_SOURCE = '/events';

/** More events than this in one request are refused. */
const MAX_BATCH = 1000;

const DEFAULT_TYPE = 'application/json';

/** The same, said at length. */
const PLAIN_JSON = /^\s*application\/json\s*(;\s*charset="?utf-?8"?\s*)?$/i;

/** Data came out of a JSON parser: looking through it once more would only lose keys that zod takes for dangerous. */
const plainSchema = plainEventSchema.extend({
  data: z.unknown().optional(),
  // In binary mode, the bytes themselves.
  data_base64: z.union([z.string(), z.instanceof(Buffer)]).optional(),
  datacontenttype: attributeTextSchema(255).min(1).optional(),
  dataschema: attributeTextSchema(1000)
    .regex(/^[a-z][a-z0-9+.-]*:\S+$/i, 'is not a URI')
    .optional(),
});

/** CloudEvents 1.0 in the JSON event format. */
const cloudEventSchema = plainSchema.extend({
  specversion: z.literal('1.0'),
  id: attributeTextSchema(255).min(1),
  source: attributeTextSchema(1000).min(1),
});

/** What a request hands in: one event, or several. */
export interface ReadEvents {
  isBatch: boolean;
  /** Whether the body is the data of the only event, and not the event. */
  isBinary: boolean;
  events: NewEvent[];
}

/**
 * Reads the events of a request: CloudEvents 1.0 over HTTP (structured, batch and binary content mode of the HTTP protocol
 * binding), or plain JSON.
 *
 * @param body parsed JSON; in binary mode, bytes of any other type
 * @throws AppError `VALIDATION_FAILED` with a pointer
 */
export function readEvents(headers: IncomingHttpHeaders, body: unknown): ReadEvents {
  const type = (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase();
  const readPlain = (event: unknown) => readEvent(event, plainSchema, headers);
  const readCloudEvent = (event: unknown) => readEvent(event, cloudEventSchema, headers);
  if (type === 'application/cloudevents+json') return one(readCloudEvent(body));
  if (type === 'application/cloudevents-batch+json') return several(readAll(body, readCloudEvent));
  if (headers['ce-specversion'] !== undefined)
    return { ...one(readCloudEvent(fromHeaders(headers, body))), isBinary: true };
  return Array.isArray(body) ? several(readAll(body, readPlain)) : one(readPlain(body));
}

function one(event: NewEvent): ReadEvents {
  return { isBatch: false, isBinary: false, events: [event] };
}

function several(events: NewEvent[]): ReadEvents {
  return { isBatch: true, isBinary: false, events };
}

/** Binary content mode: attributes are percent-encoded headers, the body is the data. */
function fromHeaders(headers: IncomingHttpHeaders, body: unknown): Record<string, unknown> {
  const event: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(headers))
    if (name.startsWith('ce-') && typeof value === 'string') event[name.slice(3)] = decodeAttribute(value);
  // What the body tells is not for headers to tell.
  for (const name of ['data', 'data_base64', 'datacontenttype']) delete event[name];
  const datacontenttype = headers['content-type'];
  if (datacontenttype !== undefined) event['datacontenttype'] = datacontenttype;
  return Buffer.isBuffer(body) ? { ...event, data_base64: body } : { ...event, data: body };
}

function decodeAttribute(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function readAll(body: unknown, read: (event: unknown) => NewEvent): NewEvent[] {
  if (!Array.isArray(body)) throw new AppError('VALIDATION_FAILED', 'A batch is an array of events.');
  if (body.length > MAX_BATCH) throw new AppError('VALIDATION_FAILED', `A batch has at most ${MAX_BATCH} events.`);
  return body.map((event, index) => {
    try {
      return read(event);
    } catch (error) {
      throw error instanceof AppError ? error.within(index) : error;
    }
  });
}

function readEvent(
  given: unknown,
  schema: typeof plainSchema | typeof cloudEventSchema,
  headers: IncomingHttpHeaders,
): NewEvent {
  const parsed = schema.safeParse(withoutNulls(given));
  if (!parsed.success) throw toValidationError(parsed.error.issues);
  const { type, subject, id, time, source = DEFAULT_SOURCE, dataschema, datacontenttype = DEFAULT_TYPE } = parsed.data;
  const { data, isBase64 } = readData(parsed.data, datacontenttype);
  const extensions = readExtensions(given as object, schema === cloudEventSchema);
  const attributes: EventAttributes = {
    ...(extensions['traceparent'] === undefined && traceOf(headers)),
    ...extensions,
    ...(dataschema !== undefined && { dataschema }),
    ...(!PLAIN_JSON.test(datacontenttype) && { datacontenttype }),
    ...(isBase64 && { data_base64: true }),
  };
  const isBare = Object.keys(attributes).length === 0;
  return { type, data, subject, source, time, externalId: id, key: id, ...(!isBare && { attributes }) };
}

/** In the JSON format, null means that an attribute is not set. */
function withoutNulls(given: unknown): unknown {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return given;
  return Object.fromEntries(Object.entries(given).filter(([name, value]) => value !== null || name === 'data'));
}

function readData({ data, data_base64: bytes }: z.infer<typeof plainSchema>, mediaType: string): EventData {
  if (bytes === undefined) return { data: data ?? null, isBase64: false };
  if (data !== undefined)
    throw new AppError('VALIDATION_FAILED', 'data_base64: there is data already', { pointer: '/data_base64' });
  return dataOfBytes(typeof bytes === 'string' ? bytesOfBase64(bytes) : bytes, mediaType);
}
