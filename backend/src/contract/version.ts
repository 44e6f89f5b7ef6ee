import { z } from 'zod';
import { graphSchema } from './graph.js';
import { pageSchema, timeSchema } from './paging.js';
import { workflowSettingsSchema } from './workflow.js';

/** What somebody wants to say about a version; empty for nothing. */
export const versionNoteSchema = z.string().trim().max(500);

export const workflowVersionSummarySchema = z
  .object({
    version: z.int(),
    publishedAt: timeSchema,
    /** A person or an API key, by name; null for what was published before this was kept. */
    publishedBy: z.string().nullable(),
    note: z.string(),
    current: z.boolean(),
  })
  .meta({ id: 'WorkflowVersionSummary' });
export const workflowVersionSchema = workflowVersionSummarySchema
  .extend({ graph: graphSchema, settings: workflowSettingsSchema })
  .meta({ id: 'WorkflowVersion' });
export const workflowVersionPageSchema = pageSchema(workflowVersionSummarySchema).meta({ id: 'WorkflowVersionPage' });

/** Body of `PATCH /workflows/:id/versions/:n`. */
export const noteVersionSchema = z.object({ note: versionNoteSchema }).meta({ id: 'NoteVersion' });

/** Body of `POST /workflows/:id/checkpoints`: the draft as it is saved is kept under a name. */
export const createCheckpointSchema = z
  .object({ name: z.string().trim().min(1).max(200) })
  .meta({ id: 'CreateCheckpoint' });

/** A state of the draft that somebody gave a name; nothing runs it. */
export const checkpointSummarySchema = z
  .object({ id: z.string(), name: z.string(), createdAt: timeSchema, createdBy: z.string() })
  .meta({ id: 'CheckpointSummary' });
export const checkpointSchema = checkpointSummarySchema
  .extend({ graph: graphSchema, settings: workflowSettingsSchema })
  .meta({ id: 'Checkpoint' });
export const checkpointPageSchema = pageSchema(checkpointSummarySchema).meta({ id: 'CheckpointPage' });

export type WorkflowVersionSummary = z.infer<typeof workflowVersionSummarySchema>;
export type WorkflowVersion = z.infer<typeof workflowVersionSchema>;
export type NoteVersion = z.infer<typeof noteVersionSchema>;
export type CreateCheckpoint = z.infer<typeof createCheckpointSchema>;
export type CheckpointSummary = z.infer<typeof checkpointSummarySchema>;
export type Checkpoint = z.infer<typeof checkpointSchema>;
