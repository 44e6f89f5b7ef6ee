import { z } from 'zod';
import { TOPIC_WILDCARD_PATTERN } from './event.js';
import { timeSchema } from './paging.js';
import { versionNoteSchema } from './version.js';

/** Events a second that are handed out again. */
export const replayRateSchema = z.number().positive().max(5000);
export const DEFAULT_REPLAY_RATE = 200;

/** Body of `POST /events/:id/replay`: to one consumer, or to all. */
export const replayEventSchema = z.object({ workflowId: z.string().optional() }).meta({ id: 'ReplayEvent' });

/** Body of `POST /events/replay`: events of a topic or pattern that were accepted in `[from, to)`. */
export const replayEventsSchema = z
  .object({
    type: z.string().max(255).regex(TOPIC_WILDCARD_PATTERN),
    from: z.iso.datetime({ offset: true }),
    to: z.iso.datetime({ offset: true }),
    workflowId: z.string().optional(),
    rate: replayRateSchema.default(DEFAULT_REPLAY_RATE),
  })
  .meta({ id: 'ReplayEvents' });

/** From where a workflow that is published hears events: `now`, `beginning`, or a time. */
export const startFromSchema = z.union([z.literal('now'), z.literal('beginning'), z.iso.datetime({ offset: true })]);

/** Body of `POST /workflows/:id/publish`. */
export const publishWorkflowSchema = z
  .object({
    startFrom: startFromSchema.default('now'),
    rate: replayRateSchema.default(DEFAULT_REPLAY_RATE),
    note: versionNoteSchema.default(''),
  })
  .meta({ id: 'PublishWorkflow' });

/** Body of `POST /workflows/:id/past-events`. */
export const pastEventsQuerySchema = z
  .object({ startFrom: startFromSchema, rate: replayRateSchema.default(DEFAULT_REPLAY_RATE) })
  .meta({ id: 'PastEventsQuery' });

/** What the draft would be fed from the past, if it were published so; nothing is changed by asking. */
export const pastEventsSchema = z
  .object({
    matching: z.int(),
    scanned: z.int(),
    /** False if there are more events than were looked at. */
    isComplete: z.boolean(),
    oldest: timeSchema.optional(),
    newest: timeSchema.optional(),
    triggers: z.array(z.object({ nodeId: z.string(), pattern: z.string(), matching: z.int(), refused: z.int() })),
    /** The newest of those looked at, and why those that do not match do not. */
    samples: z.array(
      z.object({
        eventId: z.string(),
        type: z.string(),
        time: timeSchema,
        matches: z.boolean(),
        reason: z.string().optional(),
      }),
    ),
    rate: z.number(),
    /** How long it takes to feed them at that rate. */
    seconds: z.number(),
  })
  .meta({ id: 'PastEvents' });

export type ReplayEvents = z.infer<typeof replayEventsSchema>;
export type PublishWorkflow = z.infer<typeof publishWorkflowSchema>;
export type PastEventsQuery = z.infer<typeof pastEventsQuerySchema>;
export type PastEvents = z.infer<typeof pastEventsSchema>;
export type StartFrom = z.infer<typeof startFromSchema>;
