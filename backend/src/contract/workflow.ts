import { z } from 'zod';
import { graphSchema } from './graph.js';
import { problemSchema } from './problem.js';
import { pageQuerySchema, pageSchema, timeSchema } from './paging.js';
import { loopPlaceSchema, pinsSchema } from './test-run.js';

export const workflowStatusSchema = z.enum(['draft', 'published', 'paused']);

/** A value of the trigger's output that runs can be found by: `name = "value"`. */
export const searchKeySchema = z.object({
  name: z
    .string()
    .max(60)
    .regex(/^[A-Za-z_][\w.-]*$/, 'begins with a letter, and has letters, digits, ".", "-" and "_"'),
  pointer: z
    .string()
    .max(200)
    .regex(/^(\/([^~/]|~[01])*)*$/, 'is no JSON pointer such as /body/id')
    .describe("A JSON pointer into the trigger's output"),
});

/** Settings of a workflow as a whole. */
export const workflowSettingsSchema = z
  .object({
    description: z.string().max(2000).optional(),
    tags: z.array(z.string().max(50)).max(20).optional(),
    vars: z.record(z.string(), z.json()).optional(),
    runTimeoutMs: z.int().min(1).max(31_536_000_000).optional().describe('A run that takes longer fails'),
    concurrency: z
      .object({ limit: z.int().min(1).max(10_000), key: z.string().max(2000).optional() })
      .optional()
      .describe('So many runs at a time, of all or for each value of the key (an expression)'),
    throttle: z
      .object({
        limit: z.int().min(1).max(1_000_000),
        periodMs: z.int().min(1).max(86_400_000),
        key: z.string().max(2000).optional(),
      })
      .optional()
      .describe('So many runs begin in a period; the others wait for their turn'),
    debounce: z
      .object({ waitMs: z.int().min(1).max(86_400_000), key: z.string().max(2000).optional() })
      .optional()
      .describe('Only the last of the events that follow one another within this time starts a run'),
    batch: z
      .object({
        size: z.int().min(2).max(1000),
        waitMs: z.int().min(1).max(86_400_000),
        key: z.string().max(2000).optional(),
      })
      .optional()
      .describe('Events are gathered, and one run gets the list of them'),
    searchKeys: z
      .array(searchKeySchema)
      .max(10)
      .optional()
      .describe('Values of the trigger that runs are found by; texts of up to 200 characters, numbers and booleans'),
    onFailure: z
      .object({ workflowId: z.string() })
      .optional()
      .describe('The workflow that is started when a run fails'),
  })
  .meta({ id: 'WorkflowSettings' });

const nameSchema = z.string().trim().min(1).max(200);

export const createWorkflowSchema = z
  .object({ name: nameSchema, graph: graphSchema.optional(), settings: workflowSettingsSchema.optional() })
  .meta({ id: 'CreateWorkflow' });

export const updateWorkflowSchema = z
  .object({
    baseRevision: z.int().min(0),
    name: nameSchema.optional(),
    graph: graphSchema.optional(),
    settings: workflowSettingsSchema.optional(),
  })
  .meta({ id: 'UpdateWorkflow' });

/** A workflow in a list: everything but its graph. */
export const workflowSummarySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    revision: z.int(),
    publishedVersion: z.int().nullable(),
    status: workflowStatusSchema,
    /** Whether the draft differs from what is published; computed, never tracked. */
    changed: z.boolean(),
    createdAt: timeSchema,
    updatedAt: timeSchema,
    triggerTypes: z.array(z.string()),
  })
  .meta({ id: 'WorkflowSummary' });

export const workflowSchema = workflowSummarySchema
  .extend({
    graph: graphSchema,
    settings: workflowSettingsSchema,
    /** What is wrong with the draft; errors among it block publishing, never saving. */
    problems: z.array(problemSchema),
  })
  .meta({ id: 'Workflow' });

export const workflowListQuerySchema = pageQuerySchema.extend({
  q: z.string().max(200).optional(),
  status: workflowStatusSchema.optional(),
});
export const workflowPageSchema = pageSchema(workflowSummarySchema).meta({ id: 'WorkflowPage' });

/** `jobId` is that of the job which feeds the workflow from the past, if it was asked for. */
export const publishedSchema = z.object({ version: z.int(), jobId: z.string().optional() }).meta({ id: 'Published' });

/** A workflow as a file: no ids of this installation, no secrets. */
export const workflowExportSchema = z
  .object({
    format: z.int().min(1),
    name: nameSchema,
    graph: graphSchema,
    settings: workflowSettingsSchema.optional(),
  })
  .meta({ id: 'WorkflowExport' });

/** Body of `POST /workflows/:id/run`. Without a payload the trigger's own sample is used. */
export const runWorkflowSchema = z
  .object({
    payload: z.json().optional(),
    /** By default what is published, and the draft of a workflow that is not. */
    version: z.enum(['draft', 'published']).optional(),
    /** The trigger node to start at; by default the `manual` one, else the first. */
    trigger: z.string().optional(),
    /** Takes a stored event instead of a payload. */
    eventId: z.string().optional(),
    /** Runs only what leads to this node, and the node itself. */
    target: z.string().max(100).optional(),
    /** Runs this node alone; `pins` tell what was before it. */
    only: z.string().max(100).optional(),
    /** Outputs that are taken instead of performing the nodes. */
    pins: pinsSchema.optional(),
    /** With `only`, for a node of a loop: the iteration. */
    loop: loopPlaceSchema.optional(),
  })
  .meta({ id: 'RunWorkflow', description: '`eventId`, `target`, `only` and `pins` are for the draft alone.' });

export const templateSchema = z
  .object({ id: z.string(), name: z.string(), description: z.string(), graph: graphSchema })
  .meta({ id: 'Template' });
export const templatePageSchema = pageSchema(templateSchema).meta({ id: 'TemplatePage' });
/** Answer of `POST /templates/:id/use`: the first of the new workflows, and all of them. */
export const templateUsedSchema = workflowSchema
  .extend({ workflows: z.array(workflowSchema) })
  .meta({ id: 'TemplateUsed' });

export type WorkflowStatus = z.infer<typeof workflowStatusSchema>;
export type SearchKey = z.infer<typeof searchKeySchema>;
export type WorkflowSettings = z.infer<typeof workflowSettingsSchema>;
export type WorkflowSummary = z.infer<typeof workflowSummarySchema>;
export type Workflow = z.infer<typeof workflowSchema>;
export type WorkflowExport = z.infer<typeof workflowExportSchema>;
export type CreateWorkflow = z.infer<typeof createWorkflowSchema>;
export type UpdateWorkflow = z.infer<typeof updateWorkflowSchema>;
export type RunWorkflow = z.infer<typeof runWorkflowSchema>;
export type Template = z.infer<typeof templateSchema>;
