import { z } from 'zod';
import { timeSchema } from './paging.js';
import { runStatusSchema } from './run.js';

/** How runs ended that began within one hour. */
export const hourSchema = z.object({ succeeded: z.int(), failed: z.int(), other: z.int() });

export const workflowActivitySchema = z.object({
  workflowId: z.string(),
  /** The last 24 hours, the oldest first. */
  hours: z.array(hourSchema),
  lastRun: z.object({ id: z.string(), status: runStatusSchema, createdAt: timeSchema }).optional(),
});

/** Answer of `GET /activity`: how the installation does. Tests of drafts are left out. */
export const activitySchema = z
  .object({
    /** When it was looked at; it is a few seconds old at most. */
    at: timeSchema,
    /** From when on runs were looked at: 24 hours before, or later where there are very many. */
    since: timeSchema,
    runs: z.int(),
    /** Begun in the last five minutes. */
    runsPerMinute: z.number(),
    succeeded: z.int(),
    failed: z.int(),
    /** From their beginning to their end; milliseconds. Absent if none has ended. */
    p50Ms: z.number().optional(),
    p95Ms: z.number().optional(),
    /** For how long the oldest run that may begin has waited for a worker; milliseconds. */
    lagMs: z.number(),
    deadLetters: z.int(),
    workflows: z.array(workflowActivitySchema),
  })
  .meta({ id: 'Activity' });

export type Activity = z.infer<typeof activitySchema>;
export type WorkflowActivity = z.infer<typeof workflowActivitySchema>;
export type ActivityHour = z.infer<typeof hourSchema>;
