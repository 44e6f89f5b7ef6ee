import { z } from 'zod';
import { dataPreviewSchema } from './data-preview.js';
import { attributeTextSchema } from './event.js';
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
    /** What the label of the trigger node says, if it has one. */
    triggerLabel: z.string().optional(),
    /** The values that the run can be found by, as texts, by the names that its workflow gives them. */
    keys: z.record(z.string(), z.string()).optional(),
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

const STATES = runStatusSchema.options.join('|');

/** One state, or several with commas between them. */
export const runStatusListSchema = z
  .string()
  .regex(new RegExp(`^(${STATES})(,(${STATES}))*$`), `is no list of states: ${runStatusSchema.options.join(', ')}`);

/** The states that such a list names. */
export function toStatuses(list: string | undefined): RunStatus[] {
  return (list ?? '').split(',').flatMap((status) => runStatusSchema.safeParse(status).data ?? []);
}

/** Which runs are meant; all of what is given has to fit. */
export const runFilterSchema = z.object({
  workflowId: z.string().optional(),
  status: runStatusListSchema.optional(),
  eventId: z.string().optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  version: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
  trigger: attributeTextSchema(100).optional().describe('The id of the trigger node'),
  topic: attributeTextSchema(255).optional().describe('The type of the event'),
  minDurationMs: z.coerce.number().int().min(0).max(31_536_000_000).optional(),
  tag: attributeTextSchema(50).optional().describe('A tag of the workflow'),
  q: z
    .string()
    .max(1000)
    .optional()
    .describe('Pairs such as `order.id = "123"` of declared search keys, or plain text, joined by `and`'),
  /** The fingerprint of a group of failures. */
  errorGroup: z.string().max(64).optional(),
});
export const runListQuerySchema = pageQuerySchema.extend(runFilterSchema.shape);

/** Query of `GET /runs/stats`; without times, the last hour. */
export const runStatsQuerySchema = runFilterSchema.extend({
  buckets: z.coerce.number().int().min(1).max(200).default(60),
});

/** What happened in one part of the time; durations in milliseconds, null where none ended. */
export const runBucketSchema = z
  .object({
    from: timeSchema,
    counts: z.partialRecord(runStatusSchema, z.int()),
    p50: z.number().nullable(),
    p95: z.number().nullable(),
    /** How long runs waited for their start: 95 in 100 no longer. */
    lagP95: z.number().nullable(),
  })
  .meta({ id: 'RunBucket' });

export const runStatsSchema = z
  .object({
    from: timeSchema,
    to: timeSchema,
    /** The width of a bucket. */
    bucketMs: z.number(),
    buckets: z.array(runBucketSchema),
    /** Older runs were not counted, since there are too many: the buckets before that time are too low. */
    completeSince: timeSchema.optional(),
    /** The versions of the workflow, if one was asked for, that were published meanwhile. */
    versions: z.array(z.object({ number: z.int(), at: timeSchema })),
  })
  .meta({ id: 'RunStats' });

/** Body of `POST /runs/bulk`: all that match when it is sent; `from` and `version` are those of a retry. */
export const bulkRunsSchema = z
  .object({
    action: z.enum(['retry', 'cancel']),
    filter: runFilterSchema.extend({ ids: z.array(z.string()).max(1000).optional() }),
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
export type RunStatsQuery = z.infer<typeof runStatsQuerySchema>;
export type RunStats = z.infer<typeof runStatsSchema>;
export type RunBucket = z.infer<typeof runBucketSchema>;
export type RetryRun = z.infer<typeof retryRunSchema>;
export type LogLine = z.infer<typeof logLineSchema>;
export type WaitReason = z.infer<typeof waitReasonSchema>;
export type PendingApproval = z.infer<typeof pendingApprovalSchema>;
export type DecideApproval = z.infer<typeof decideApprovalSchema>;
