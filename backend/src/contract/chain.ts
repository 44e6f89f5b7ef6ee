import { z } from 'zod';
import { timeSchema } from './paging.js';
import { runErrorSchema, runStatusSchema } from './run.js';

export const chainEventSchema = z.object({
  id: z.string(),
  type: z.string(),
  source: z.string(),
  subject: z.string().nullable(),
  time: timeSchema,
  receivedAt: timeSchema,
  /** The run that published it; null for the event that everything began with. */
  cause: z.object({ runId: z.string(), nodeId: z.string() }).nullable(),
});

export const chainRunSchema = z.object({
  id: z.string(),
  eventId: z.string(),
  workflowId: z.string(),
  workflowName: z.string(),
  workflowVersion: z.int().nullable(),
  trigger: z.string(),
  status: runStatusSchema,
  attempt: z.int(),
  replay: z.boolean(),
  /** A draft was tried out. */
  test: z.boolean(),
  createdAt: timeSchema,
  startedAt: timeSchema.nullable(),
  finishedAt: timeSchema.nullable(),
  error: runErrorSchema.optional(),
});

/** Answer of `GET /events/:id/chain`: everything that came of the first event of the chain that this one belongs to. */
export const eventChainSchema = z
  .object({
    rootEventId: z.string(),
    events: z.array(chainEventSchema),
    runs: z.array(chainRunSchema),
    /** There is more than is told here. */
    isTruncated: z.boolean(),
  })
  .meta({ id: 'EventChain' });

export type EventChain = z.infer<typeof eventChainSchema>;
export type ChainEvent = z.infer<typeof chainEventSchema>;
export type ChainRun = z.infer<typeof chainRunSchema>;
