import { z } from 'zod';

/** What can be wrong in a workflow. Every code is stable; tests, clients and the editor's quick fixes rely on them. */
export const problemCodeSchema = z.enum([
  'GRAPH_CYCLE',
  'GRAPH_TOO_LARGE',
  'NODE_ID_INVALID',
  'NODE_ID_DUPLICATE',
  'NODE_TYPE_UNKNOWN',
  'EDGE_SOURCE_MISSING',
  'EDGE_TARGET_MISSING',
  'EDGE_DUPLICATE',
  'PORT_UNKNOWN',
  'TRIGGER_MISSING',
  'PARAM_REQUIRED',
  'PARAM_TYPE',
  'PARAM_INVALID',
  'EXPR_SYNTAX',
  'EXPR_UNKNOWN_NAME',
  'ROUTE_CONFLICT',
  'CONNECTION_NOT_FOUND',
  'NODE_UNREACHABLE',
  'LOOP_BODY_LEFT',
  'WORKFLOW_NOT_FOUND',
  'EVENT_CIRCLE',
  'WEBHOOK_OPEN',
  'TOPIC_UNHEARD',
  'SECRET_LITERAL',
  'RETRY_UNSAFE',
  'ERROR_PATH_MISSING',
  'CRON_INVALID',
  'CRON_NEVER_FIRES',
  'TZ_UNKNOWN',
  'INTERVAL_TOO_SHORT',
  'DELAY_NEGATIVE',
  'DELAY_OUT_OF_RANGE',
]);

/** Only errors keep a workflow from being published; a warning is likely a mistake, an info is good to know. */
export const severitySchema = z.enum(['error', 'warning', 'info']);

/** One thing that is wrong with a workflow, and where: `pointer` is a JSON pointer into the graph. */
export const problemSchema = z
  .object({
    code: problemCodeSchema,
    severity: severitySchema,
    detail: z.string(),
    /** What can be done about it. */
    hint: z.string().optional(),
    nodeId: z.string().optional(),
    edgeId: z.string().optional(),
    pointer: z.string().optional(),
    line: z.int().optional(),
    column: z.int().optional(),
  })
  .meta({ id: 'Problem' });

export const problemsSchema = z.object({ problems: z.array(problemSchema) }).meta({ id: 'Problems' });

/** The body of every error answer: RFC 9457, with our stable `code`. */
export const errorBodySchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    pointer: z.string().optional(),
    hint: z.string().optional(),
    requestId: z.string(),
    problems: z.array(problemSchema).optional(),
  })
  .meta({ id: 'ErrorBody' });

export type ProblemCode = z.infer<typeof problemCodeSchema>;
export type Severity = z.infer<typeof severitySchema>;
export type Problem = z.infer<typeof problemSchema>;
export type ErrorBody = z.infer<typeof errorBodySchema>;
