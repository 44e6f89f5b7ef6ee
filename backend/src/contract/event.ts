import { z } from 'zod';
import { pageQuerySchema, pageSchema, timeSchema } from './paging.js';

/** A concrete topic: dot-separated segments. */
export const TOPIC_PATTERN = /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/;

/** A topic with wildcards: `*` for one segment, a last `>` for one or more that follow. */
export const TOPIC_WILDCARD_PATTERN = /^(([A-Za-z0-9_-]+|\*)(\.([A-Za-z0-9_-]+|\*))*(\.>)?|>)$/;

/** A media type whose data is JSON. */
export const JSON_TYPE_PATTERN = /^[^;]*[/+]json\s*(;|$)/i;

/** A `traceparent` of the W3C's Trace Context that tells something: neither its trace nor its span is all zeros. */
export const TRACEPARENT_PATTERN =
  /^(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.{0,200})?$/;

/** The value of an attribute of a CloudEvent that is text: no control characters, no halves of characters. */
export function attributeTextSchema(maxLength: number) {
  return z
    .string()
    .max(maxLength)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'holds control characters or halves of characters');
}

/** An event in plain JSON, as `POST /events` takes it. */
export const plainEventSchema = z
  .object({
    type: z.string().max(255).regex(TOPIC_PATTERN, 'a topic has dot-separated segments of letters, digits, - and _'),
    data: z.json().optional(),
    subject: attributeTextSchema(1000).optional(),
    source: attributeTextSchema(1000).optional(),
    id: attributeTextSchema(255).min(1).optional(),
    time: z.iso.datetime({ offset: true }).optional(),
  })
  .meta({ id: 'PlainEvent' });

/** Answer of `POST /events`: the id of the event, or those of all events of an array in their order. */
export const eventsAcceptedSchema = z
  .union([z.object({ id: z.string() }), z.object({ ids: z.array(z.string()) })])
  .meta({ id: 'EventsAccepted' });

/** A stored event: CloudEvents 1.0 attributes, `data`, and when it was accepted. */
export const eventSchema = z
  .object({
    specversion: z.literal('1.0'),
    id: z.string(),
    type: z.string(),
    source: z.string(),
    subject: z.string().nullable(),
    time: timeSchema,
    datacontenttype: z.string(),
    dataschema: z.string().optional(),
    data: z.json().optional(),
    /** Data that is no text, instead of `data`. */
    data_base64: z.string().optional(),
    receivedAt: timeSchema,
  })
  // Extension attributes, such as `traceparent`, `correlationid` and `causationid`.
  .catchall(z.json())
  .meta({ id: 'Event' });

export const deliveryOutcomeSchema = z.enum(['run', 'filtered', 'held', 'deduplicated', 'dead-lettered']);

/** What became of an event at one subscription, and why. */
export const deliverySchema = z
  .object({
    workflowId: z.string(),
    workflowName: z.string(),
    trigger: z.string(),
    outcome: deliveryOutcomeSchema,
    reason: z.string().optional(),
    runId: z.string().optional(),
    /** The event was handed out again. */
    replay: z.boolean().optional(),
    /** The draft was tried out with it. */
    test: z.boolean().optional(),
  })
  .meta({ id: 'Delivery' });

/** Answer of `GET /events/:id`. `cause` is the run that published it, `effects` what its runs published. */
export const eventDetailSchema = z
  .object({
    event: eventSchema,
    deliveries: z.array(deliverySchema),
    cause: z.object({ runId: z.string(), nodeId: z.string(), eventId: z.string() }).optional(),
    effects: z.array(z.object({ eventId: z.string(), type: z.string(), runId: z.string() })),
    /** Why the data does not fit the schema of its topic. */
    schemaProblem: z.string().optional(),
  })
  .meta({ id: 'EventDetail' });

export const eventListQuerySchema = pageQuerySchema.extend({
  type: z.string().max(255).optional(),
  subject: z.string().max(1000).optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
});
export const eventPageSchema = pageSchema(eventSchema).meta({ id: 'EventPage' });

export type PlainEvent = z.infer<typeof plainEventSchema>;
export type StoredEvent = z.infer<typeof eventSchema>;
export type EventDetail = z.infer<typeof eventDetailSchema>;
export type Delivery = z.infer<typeof deliverySchema>;
export type DeliveryOutcome = z.infer<typeof deliveryOutcomeSchema>;
export type EventListQuery = z.infer<typeof eventListQuerySchema>;
