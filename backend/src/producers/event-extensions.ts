import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import type { EventAttributes } from '../broker/event-attributes.js';
import { attributeTextSchema, TRACEPARENT_PATTERN } from '../contract/index.js';
import { AppError } from '../platform/errors/app-error.js';
import { toPointer } from '../platform/errors/pointer.js';

/** What is no extension. */
const KNOWN = new Set([
  ...['specversion', 'id', 'type', 'source', 'subject', 'time'],
  ...['datacontenttype', 'dataschema', 'data', 'data_base64'],
]);

const NAME = /^[a-z0-9]{1,20}$/;
const MAX_TEXT = 4000;
const MAX_EXTENSIONS = 50;

const valueSchema = z.union([attributeTextSchema(MAX_TEXT), z.number(), z.boolean()], {
  error: `is neither a text of at most ${MAX_TEXT} characters nor a number or a boolean`,
});

/**
 * The extension attributes of an event; null means that one is not set.
 *
 * @param isStrict whether the event claims to be a CloudEvent: in plain JSON, what cannot be an attribute is left out
 * @throws AppError `VALIDATION_FAILED` with a pointer
 */
export function readExtensions(event: object, isStrict: boolean): EventAttributes {
  const found: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(event)) {
    if (KNOWN.has(name) || value === null || value === undefined) continue;
    const { data, error } = valueSchema.safeParse(value);
    const isFit = data !== undefined && NAME.test(name);
    if (isFit) found[name] = data;
    else if (isStrict) throw refusal(name, error?.issues[0]?.message ?? 'attributes have 1 to 20 of a-z and 0-9');
  }
  if (Object.keys(found).length > MAX_EXTENSIONS)
    throw new AppError('VALIDATION_FAILED', `An event has at most ${MAX_EXTENSIONS} attributes of its own.`);
  return found;
}

function refusal(name: string, problem: string): AppError {
  return new AppError('VALIDATION_FAILED', `${name}: ${problem}`, { pointer: toPointer([name]) });
}

/** The trace that a request belongs to by its headers (W3C Trace Context); what is not valid is to be ignored. */
export function traceOf({ traceparent, tracestate }: IncomingHttpHeaders): EventAttributes | undefined {
  if (typeof traceparent !== 'string' || !TRACEPARENT_PATTERN.test(traceparent)) return undefined;
  const hasState = typeof tracestate === 'string' && tracestate !== '' && tracestate.length <= MAX_TEXT;
  return { traceparent, ...(hasState && { tracestate }) };
}
