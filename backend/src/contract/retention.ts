import { z } from 'zod';
import { timeSchema } from './paging.js';

/** What was pruned at a time, and what that freed. */
export const pruningSchema = z
  .object({
    id: z.string(),
    at: timeSchema,
    /** The time that was over; `since` is null where all before `until` was looked at. */
    since: timeSchema.nullable(),
    until: timeSchema,
    /** The topic, if only its events were deleted, which are kept for a shorter time. */
    topic: z.string().optional(),
    events: z.int(),
    runs: z.int(),
    steps: z.int(),
    /** Bytes on disk that were given back; rows that are deleted one by one give theirs back with their day. */
    bytes: z.int(),
    /** How many events and runs stay, since something still needs them. */
    survivors: z.int(),
    tookMs: z.int(),
  })
  .meta({ id: 'Pruning' });

/** Some days whose events, runs and steps lie together. */
export const partitionSchema = z.object({
  /** Null for all time before. */
  since: timeSchema.nullable(),
  until: timeSchema,
  /** Estimates. */
  events: z.int(),
  runs: z.int(),
  steps: z.int(),
  bytes: z.int(),
});

/** Answer of `GET /retention`. */
export const retentionSchema = z
  .object({
    /** Days that everything is kept, unless its topic says something else. */
    days: z.int(),
    /** Topics whose events are kept for a time of their own. */
    topics: z.array(z.object({ type: z.string(), days: z.int() })),
    /** The newest first. */
    partitions: z.array(partitionSchema),
    /** The latest first. */
    prunings: z.array(pruningSchema),
  })
  .meta({ id: 'Retention' });

/** Answer of `POST /retention/prune`: what was pruned just now. */
export const pruneResultSchema = z.object({ prunings: z.array(pruningSchema) }).meta({ id: 'PruneResult' });

export type Pruning = z.infer<typeof pruningSchema>;
export type PruneResult = z.infer<typeof pruneResultSchema>;
export type Retention = z.infer<typeof retentionSchema>;
