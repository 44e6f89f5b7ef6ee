import { z } from 'zod';
import { dataPreviewSchema } from './data-preview.js';
import { graphSchema } from './graph.js';
import { pageQuerySchema, pageSchema, timeSchema } from './paging.js';
import { runTestSchema } from './test-run.js';

export const runStatusSchema = z.enum(['queued', 'running', 'waiting', 'succeeded', 'failed', 'cancelled']);
export const stepStatusSchema = z.enum([
  'pending',
  'running',
  'waiting',
  'succeeded',
  'failed',
  'skipped',
  'cancelled',
]);

/** Why a step or a run failed. `code` is stable; `nodeId` says where a run's error came from. */
export const runErrorSchema = z
  .object({
    code: z.string(),
    message: z.string(),
    nodeId: z.string().optional(),
    iteration: z.string().optional(),
    line: z.int().optional(),
    column: z.int().optional(),
    details: z.json().optional(),
  })
  .meta({ id: 'RunError' });

export const attemptSchema = z
  .object({
    number: z.int(),
    startedAt: timeSchema,
    finishedAt: timeSchema.nullable(),
    error: runErrorSchema.optional(),
  })
  .meta({ id: 'Attempt' });

/** A line that a step wrote, such as `console.log` of a code node. */
export const logLineSchema = z
  .object({ at: timeSchema, level: z.enum(['debug', 'info', 'warn', 'error']), text: z.string() })
  .meta({ id: 'LogLine' });

export const waitTypeSchema = z.enum([
  'worker',
  'timer',
  'retry',
  'event',
  'approval',
  'run',
  'paused',
  'concurrency',
  'throttle',
  'debounce',
  'batch',
  'ordering',
]);

/** One thing that a run which is not running waits for; `sentence` says it to a person. */
export const waitReasonSchema = z
  .object({
    type: waitTypeSchema,
    sentence: z.string(),
    nodeId: z.string().optional(),
    iteration: z.string().optional(),
    until: timeSchema.optional(),
    /** `retry`: the number of the attempt that follows. */
    attempt: z.int().optional(),
    /** `event`: the topic and the conditions. */
    topic: z.string().optional(),
    match: z.json().optional(),
    /** `approval`: the question. */
    message: z.string().optional(),
    /** `run`: the child. */
    runId: z.string().optional(),
    /** `concurrency`, `ordering` and the like: the key, and the runs that hold it. */
    key: z.string().optional(),
    heldBy: z.array(z.string()).optional(),
  })
  .meta({ id: 'WaitReason' });

/** What a step waits for, as it is stored. */
export type WaitFor =
  | { type: 'timer' }
  | { type: 'event'; topic: string; match?: unknown }
  | { type: 'approval'; message: string }
  | { type: 'run'; runId: string; workflowId: string };

export const stepSchema = z
  .object({
    nodeId: z.string(),
    nodeType: z.string(),
    iteration: z.string().optional(),
    status: stepStatusSchema,
    startedAt: timeSchema.nullable(),
    finishedAt: timeSchema.nullable(),
    input: z.json().optional(),
    output: z.json().optional(),
    /** Where `input` or `output` would be long, it is a preview; this tells what is left out. */
    inputPreview: dataPreviewSchema.optional(),
    outputPreview: dataPreviewSchema.optional(),
    /** The port that the step left by, where its type has several. */
    port: z.string().optional(),
    error: runErrorSchema.optional(),
    attempts: z.array(attemptSchema),
    logs: z.array(logLineSchema).optional(),
    /** The run that a `sub-workflow` step started. */
    childRunId: z.string().optional(),
  })
  .meta({ id: 'Step' });

export const runSummarySchema = z
  .object({
    id: z.string(),
    workflowId: z.string(),
    workflowName: z.string(),
    /** The published version that ran; null for a draft tried out by hand. */
    workflowVersion: z.int().nullable(),
    status: runStatusSchema,
    eventId: z.string(),
    /** The id of the trigger node that the run started at. */
    trigger: z.string(),
    attempt: z.int(),
    createdAt: timeSchema,
    startedAt: timeSchema.nullable(),
    finishedAt: timeSchema.nullable(),
    error: runErrorSchema.optional(),
    /** The job that handed the event out again, if the run began so. */
    replayId: z.string().optional(),
    /** Somebody tried the draft out: nothing that listens to failures is told. */
    test: runTestSchema.optional(),
  })
  .meta({ id: 'RunSummary' });

/** A run with its steps and the graph that it runs. */
export const runSchema = runSummarySchema
  .extend({
    steps: z.array(stepSchema),
    graph: graphSchema,
    retryOf: z.string().nullable(),
    /** The step that started this run as its child. */
    parent: z.object({ runId: z.string(), nodeId: z.string(), iteration: z.string().optional() }).nullable(),
    /** Why a run that is queued or waiting does not go on. */
    waitingFor: z.array(waitReasonSchema),
  })
  .meta({ id: 'Run' });

export const runListQuerySchema = pageQuerySchema.extend({
  workflowId: z.string().optional(),
  status: runStatusSchema.optional(),
  eventId: z.string().optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  q: z.string().max(200).optional(),
  /** The fingerprint of a group of failures. */
  errorGroup: z.string().max(64).optional(),
});
/** Body of `POST /runs/bulk`: all that match when it is sent; `from` and `version` are those of a retry. */
export const bulkRunsSchema = z
  .object({
    action: z.enum(['retry', 'cancel']),
    filter: runListQuerySchema
      .omit({ limit: true, cursor: true })
      .extend({ ids: z.array(z.string()).max(1000).optional() }),
    from: z.string().max(100).default('failed').describe('`failed`, `start` or the id of a node'),
    version: z.enum(['same', 'published', 'draft']).default('same'),
  })
  .meta({ id: 'BulkRuns' });
export const runPageSchema = pageSchema(runSummarySchema).meta({ id: 'RunPage' });

export const runStartedSchema = z.object({ runId: z.string() }).meta({ id: 'RunStarted' });

/** Body of `POST /runs/:id/retry`: from where, and on which version. */
export const retryRunSchema = z
  .object({
    from: z.string().max(100).default('failed').describe('`failed`, `start` or the id of a node'),
    version: z.enum(['same', 'published', 'draft']).default('same'),
  })
  .meta({ id: 'RetryRun' });

/** Body of `POST /runs/:id/approvals/:nodeId`; `iteration` tells which one of a loop is meant, if several wait. */
export const decideApprovalSchema = z
  .object({
    decision: z.enum(['approve', 'reject']),
    comment: z.string().max(5000).optional(),
    iteration: z.string().max(200).optional(),
  })
  .meta({ id: 'DecideApproval' });

/** A step that waits for a person's decision. */
export const pendingApprovalSchema = z
  .object({
    runId: z.string(),
    workflowId: z.string(),
    workflowName: z.string(),
    nodeId: z.string(),
    iteration: z.string().optional(),
    message: z.string(),
    requestedAt: timeSchema,
    until: timeSchema.optional(),
  })
  .meta({ id: 'PendingApproval' });
export const approvalPageSchema = pageSchema(pendingApprovalSchema).meta({ id: 'ApprovalPage' });

export type RunStatus = z.infer<typeof runStatusSchema>;
export type StepStatus = z.infer<typeof stepStatusSchema>;
export type RunError = z.infer<typeof runErrorSchema>;
export type Attempt = z.infer<typeof attemptSchema>;
export type Step = z.infer<typeof stepSchema>;
export type RunSummary = z.infer<typeof runSummarySchema>;
export type Run = z.infer<typeof runSchema>;
export type BulkRuns = z.infer<typeof bulkRunsSchema>;
export type RunListQuery = z.infer<typeof runListQuerySchema>;
export type RetryRun = z.infer<typeof retryRunSchema>;
export type LogLine = z.infer<typeof logLineSchema>;
export type WaitReason = z.infer<typeof waitReasonSchema>;
export type PendingApproval = z.infer<typeof pendingApprovalSchema>;
export type DecideApproval = z.infer<typeof decideApprovalSchema>;
