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
