import { z } from 'zod';
import { pageQuerySchema, pageSchema, timeSchema } from './paging.js';

export const errorGroupStatusSchema = z.enum(['open', 'resolved']);

/** Runs of published versions that failed alike: at the same step of a workflow, with the same error but for its data. */
export const errorGroupSchema = z
  .object({
    fingerprint: z.string(),
    workflowId: z.string(),
    workflowName: z.string(),
    /** The step that failed; null where runs failed as a whole. */
    nodeId: z.string().nullable(),
    code: z.string(),
    /** That of the last one. */
    message: z.string(),
    firstSeenAt: timeSchema,
    lastSeenAt: timeSchema,
    lastRunId: z.string(),
    /** How many runs failed so; also those that are no longer kept. */
    count: z.int(),
    /** The numbers of the versions that did, in order. */
    versions: z.array(z.int()),
    status: errorGroupStatusSchema,
    resolvedAt: timeSchema.nullable(),
    /** When it failed again after it had been resolved, the last time. */
    regressedAt: timeSchema.nullable(),
  })
  .meta({ id: 'ErrorGroup' });
export const errorGroupPageSchema = pageSchema(errorGroupSchema).meta({ id: 'ErrorGroupPage' });

/** Query of `GET /errors`: those that failed last come first. */
export const errorGroupListQuerySchema = pageQuerySchema.extend({
  status: errorGroupStatusSchema.optional(),
  workflowId: z.string().optional(),
});

export type ErrorGroup = z.infer<typeof errorGroupSchema>;
export type ErrorGroupListQuery = z.infer<typeof errorGroupListQuerySchema>;
