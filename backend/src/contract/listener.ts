import { z } from 'zod';
import { pageSchema, timeSchema } from './paging.js';

/** A trigger of a draft at which somebody waits for the next event. */
export const listenerSchema = z
  .object({
    nodeId: z.string(),
    /** It is forgotten then. */
    until: timeSchema,
    /** The event that was heard; it hears no other one. */
    eventId: z.string().optional(),
  })
  .meta({ id: 'Listener' });
export const listenerPageSchema = pageSchema(listenerSchema).meta({ id: 'ListenerPage' });

export type Listener = z.infer<typeof listenerSchema>;

/** A stored event that a trigger would have heard, in brief. */
export const triggerEventSchema = z
  .object({
    id: z.string(),
    type: z.string(),
    subject: z.string().nullable(),
    time: timeSchema,
    /** The beginning of its data as JSON. */
    preview: z.string(),
  })
  .meta({ id: 'TriggerEvent' });
export const triggerEventPageSchema = pageSchema(triggerEventSchema).meta({ id: 'TriggerEventPage' });

export type TriggerEvent = z.infer<typeof triggerEventSchema>;
