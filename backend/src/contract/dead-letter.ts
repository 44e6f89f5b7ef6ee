import { z } from 'zod';
import { pageQuerySchema, pageSchema, timeSchema } from './paging.js';
import { runErrorSchema } from './run.js';

/** What becomes of the events behind one that could not be worked off, under the same ordering key. */
export const onDeadLetterSchema = z.enum(['block', 'skip']);

export const deadLetterStatusSchema = z.enum(['open', 'replayed', 'discarded']);

/** An event that one consumer could not work off: its run failed for good. */
export const deadLetterSchema = z
  .object({
    id: z.string(),
    workflowId: z.string(),
    workflowName: z.string(),
    trigger: z.string(),
    /** The run that failed. */
    runId: z.string(),
    eventId: z.string(),
    topic: z.string(),
    subject: z.string().nullable(),
    /** How often the step that failed was tried. */
    attempts: z.int(),
    error: runErrorSchema.optional(),
    failedAt: timeSchema,
    status: deadLetterStatusSchema,
    resolvedAt: timeSchema.nullable(),
    /** The run that made up for it. */
    replayRunId: z.string().nullable(),
  })
  .meta({ id: 'DeadLetter' });
export const deadLetterPageSchema = pageSchema(deadLetterSchema).meta({ id: 'DeadLetterPage' });

export const deadLetterDetailSchema = deadLetterSchema.extend({ data: z.json() }).meta({ id: 'DeadLetterDetail' });

const times = { from: z.iso.datetime({ offset: true }).optional(), to: z.iso.datetime({ offset: true }).optional() };

export const deadLetterListQuerySchema = pageQuerySchema.extend({
  workflowId: z.string().optional(),
  /** The topic of the event. */
  type: z.string().max(255).optional(),
  status: deadLetterStatusSchema.default('open'),
  ...times,
});

/** Body of `POST /dead-letters/:id/replay`: with `data`, a new event that carries it goes to that consumer alone. */
export const replayDeadLetterSchema = z.object({ data: z.unknown().optional() }).meta({ id: 'ReplayDeadLetter' });
export const deadLetterReplayedSchema = z
  .object({ eventId: z.string(), runId: z.string() })
  .meta({ id: 'DeadLetterReplayed' });

/** Body of `POST /dead-letters/bulk`: those that are open when it is sent. */
export const bulkDeadLettersSchema = z
  .object({
    action: z.enum(['replay', 'discard']),
    filter: z.object({
      workflowId: z.string().optional(),
      type: z.string().max(255).optional(),
      ids: z.array(z.string()).max(1000).optional(),
      ...times,
    }),
  })
  .meta({ id: 'BulkDeadLetters' });

export type OnDeadLetter = z.infer<typeof onDeadLetterSchema>;
export type DeadLetter = z.infer<typeof deadLetterSchema>;
export type DeadLetterDetail = z.infer<typeof deadLetterDetailSchema>;
export type DeadLetterListQuery = z.infer<typeof deadLetterListQuerySchema>;
export type BulkDeadLetters = z.infer<typeof bulkDeadLettersSchema>;
