import { z } from 'zod';
import { pageSchema, timeSchema } from './paging.js';

export const jobKindSchema = z.enum([
  'replay',
  'retry-runs',
  'cancel-runs',
  'replay-dead-letters',
  'discard-dead-letters',
]);
export const jobStatusSchema = z.enum(['queued', 'running', 'succeeded', 'failed', 'cancelled']);

/** Work on many things that goes on by itself and can be watched and cancelled. */
export const jobSchema = z
  .object({
    id: z.string(),
    kind: jobKindSchema,
    /** What it does, said to a person. */
    title: z.string(),
    status: jobStatusSchema,
    /** How many things there are to work on; null while that is not known. */
    total: z.int().nullable(),
    done: z.int(),
    /** How many of those done did not succeed. */
    failed: z.int(),
    createdAt: timeSchema,
    startedAt: timeSchema.nullable(),
    finishedAt: timeSchema.nullable(),
    error: z.string().optional(),
  })
  .meta({ id: 'Job' });
export const jobPageSchema = pageSchema(jobSchema).meta({ id: 'JobPage' });

/** What became of one thing that a job worked on. */
export const jobResultSchema = z
  .object({ itemId: z.string(), ok: z.boolean(), detail: z.string().optional(), runId: z.string().optional() })
  .meta({ id: 'JobResult' });
export const jobResultPageSchema = pageSchema(jobResultSchema).meta({ id: 'JobResultPage' });

export const jobStartedSchema = z.object({ jobId: z.string() }).meta({ id: 'JobStarted' });

export type Job = z.infer<typeof jobSchema>;
export type JobKind = z.infer<typeof jobKindSchema>;
export type JobStatus = z.infer<typeof jobStatusSchema>;
export type JobResult = z.infer<typeof jobResultSchema>;
