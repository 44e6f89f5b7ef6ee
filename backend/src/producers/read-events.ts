import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import type { NewEvent } from '../broker/new-event.js';
import { plainEventSchema } from '../contract/index.js';
import { AppError } from '../platform/errors/app-error.js';
import { toValidationError } from '../platform/errors/validation.pipe.js';

/** Events without a source of their own come from here. */
const DEFAULT_SOURCE = '/events';

/** More events than this in one request are refused. */
const MAX_BATCH = 1000;

/** Data came out of a JSON parser: looking through it once more would only lose keys that zod takes for dangerous. */
const plainSchema = plainEventSchema.extend({ data: z.unknown().optional() });

/** CloudEvents 1.0 in the JSON event format. */
const cloudEventSchema = plainSchema.extend({
  specversion: z.literal('1.0'),
  id: z.string().min(1).max(255),
  source: z.string().min(1).max(1000),
});

/** What a request hands in: one event, or several. */
export interface ReadEvents {
  isBatch: boolean;
  events: NewEvent[];
}

/**
 * Reads the events of a request: CloudEvents 1.0 over HTTP (structured, batch and binary content mode of the HTTP protocol
 * binding), or plain JSON.
 *
 * @throws AppError `VALIDATION_FAILED` with a pointer
 */
export function readEvents(headers: IncomingHttpHeaders, body: unknown): ReadEvents {
  const type = (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase();
  if (type === 'application/cloudevents+json') return { isBatch: false, events: [parse(cloudEventSchema, body, '')] };
  if (type === 'application/cloudevents-batch+json') return { isBatch: true, events: parseAll(cloudEventSchema, body) };
  if (headers['ce-specversion'] !== undefined)
    return { isBatch: false, events: [parse(cloudEventSchema, fromHeaders(headers, body), '')] };
  if (Array.isArray(body)) return { isBatch: true, events: parseAll(plainSchema, body) };
  return { isBatch: false, events: [parse(plainSchema, body, '')] };
}

/** Binary content mode: attributes are percent-encoded headers, the body is the data. */
function fromHeaders(headers: IncomingHttpHeaders, data: unknown): Record<string, unknown> {
  const event: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(headers))
    if (name.startsWith('ce-') && typeof value === 'string') event[name.slice(3)] = decodeAttribute(value);
  return { ...event, data };
}

function decodeAttribute(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function parseAll(schema: z.ZodType<z.infer<typeof plainSchema>>, body: unknown): NewEvent[] {
  if (!Array.isArray(body)) throw new AppError('VALIDATION_FAILED', 'A batch is an array of events.');
  if (body.length > MAX_BATCH) throw new AppError('VALIDATION_FAILED', `A batch has at most ${MAX_BATCH} events.`);
  return body.map((event, index) => parse(schema, event, `/${index}`));
}

function parse(schema: z.ZodType<z.infer<typeof plainSchema>>, value: unknown, pointer: string): NewEvent {
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    const error = toValidationError(parsed.error.issues);
    throw new AppError('VALIDATION_FAILED', error.message, { pointer: `${pointer}${error.fields.pointer ?? ''}` });
  }
  const { type, data = null, subject, id, time, source = DEFAULT_SOURCE } = parsed.data;
  return { type, data, subject, source, time, externalId: id, key: id };
}
