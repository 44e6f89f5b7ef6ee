import { z } from 'zod';
import { runErrorSchema, runSummarySchema, stepStatusSchema } from './run.js';
import { workflowStatusSchema } from './workflow.js';

/** A step that changed, without its data. */
export const stepChangeSchema = z.object({
  type: z.literal('step'),
  runId: z.string(),
  workflowId: z.string(),
  nodeId: z.string(),
  /** Inside a loop: `3`, or `3.0` for the first iteration of a loop in it. */
  iteration: z.string().optional(),
  status: stepStatusSchema,
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
  port: z.string().optional(),
  error: runErrorSchema.optional(),
});

export const runChangeSchema = z.object({
  type: z.literal('run'),
  run: runSummarySchema,
  /** The first event of the chain that this run belongs to: runs of one chain are shown together. */
  rootEventId: z.string(),
});

export const workflowChangeSchema = z.object({
  type: z.literal('workflow'),
  workflowId: z.string(),
  revision: z.int(),
  publishedVersion: z.int().nullable(),
  status: workflowStatusSchema,
});

/** Somebody listened at a trigger of a draft, and this event came. */
export const heardChangeSchema = z.object({
  type: z.literal('heard'),
  workflowId: z.string(),
  nodeId: z.string(),
  eventId: z.string(),
});

/**
 * `GET /stream?workflowId=&runId=` sends server-sent events named `changes`, each with an array of these as data:
 * what changed since the last one, in order, at most about twenty times a second. `: ping` comments keep it open.
 */
export const changeSchema = z.discriminatedUnion('type', [
  runChangeSchema,
  stepChangeSchema,
  workflowChangeSchema,
  heardChangeSchema,
]);
export const changesSchema = z.array(changeSchema).meta({ id: 'Changes' });

export const streamQuerySchema = z.object({ workflowId: z.string().optional(), runId: z.string().optional() });

export type StepChange = z.infer<typeof stepChangeSchema>;
export type RunChange = z.infer<typeof runChangeSchema>;
export type Change = z.infer<typeof changeSchema>;
