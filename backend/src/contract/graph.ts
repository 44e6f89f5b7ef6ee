import { z } from 'zod';

/** Node ids are names that expressions can use: `steps.<nodeId>`. */
export const NODE_ID_PATTERN = /^[a-zA-Z][a-zA-Z0-9_]*$/;

/** The newest graph format that this version reads and writes. */
export const GRAPH_FORMAT = 1;

/** A graph may not hold more nodes than this; see `GRAPH_TOO_LARGE`. */
export const MAX_NODES = 1000;

/** The port of a node whose type has a single way out. */
export const DEFAULT_PORT = 'out';

/** The port that `onError: "branch"` adds to a node. */
export const ERROR_PORT = 'error';

/** The node type that repeats its body: what its port `item` leads to. */
export const LOOP_TYPE = 'for-each';
export const LOOP_BODY_PORT = 'item';
export const LOOP_DONE_PORT = 'done';

/** The node type that joins branches; with `mode: "any"` the first that arrives is enough. */
export const MERGE_TYPE = 'merge';

export const positionSchema = z.object({ x: z.number(), y: z.number() }).meta({ id: 'Position' });

export const retrySchema = z
  .object({
    attempts: z.int().min(1).max(100).describe('How often the step is tried in all'),
    backoff: z.enum(['fixed', 'exponential']).default('fixed'),
    delayMs: z.int().min(0).max(86_400_000).default(1000),
    maxDelayMs: z.int().min(0).max(86_400_000).optional(),
    jitter: z.boolean().optional().describe('Waits a random share of the delay, from half of it to all'),
  })
  .meta({ id: 'RetryPolicy' });

export const onErrorSchema = z.enum(['fail', 'continue', 'branch']);

export const graphNodeSchema = z
  .object({
    id: z.string().max(100),
    type: z.string().max(100),
    label: z.string().max(200).optional(),
    position: positionSchema.optional(),
    params: z.record(z.string(), z.json()).default({}),
    disabled: z.boolean().optional(),
    timeoutMs: z.int().min(1).max(86_400_000).optional(),
    retry: retrySchema.optional(),
    onError: onErrorSchema.optional(),
    connectionId: z.string().optional(),
  })
  .meta({ id: 'GraphNode' });

export const graphEdgeSchema = z
  .object({
    id: z.string().max(200),
    source: z.string().max(100),
    sourceHandle: z.string().max(100).nullish(),
    target: z.string().max(100),
    targetHandle: z.string().max(100).nullish(),
  })
  .meta({ id: 'GraphEdge' });

export const graphNoteSchema = z
  .object({
    id: z.string(),
    text: z.string().max(20_000),
    position: positionSchema,
    width: z.number().optional(),
    height: z.number().optional(),
  })
  .meta({ id: 'GraphNote' });

export const graphGroupSchema = z
  .object({
    id: z.string(),
    label: z.string().max(200),
    nodeIds: z.array(z.string()),
    collapsed: z.boolean().optional(),
  })
  .meta({ id: 'GraphGroup' });

/**
 * A workflow as it is drawn, in React Flow's own names. What is wrong *inside* a well-formed graph (an unknown type,
 * a cycle, a missing parameter) is not refused here but listed as problems, so that a draft can be saved half done.
 */
export const graphSchema = z
  .object({
    format: z.int().min(1).optional(),
    nodes: z.array(graphNodeSchema),
    edges: z.array(graphEdgeSchema),
    notes: z.array(graphNoteSchema).optional(),
    groups: z.array(graphGroupSchema).optional(),
  })
  .meta({ id: 'Graph' });

export type RetryPolicy = z.infer<typeof retrySchema>;
export type GraphNode = z.infer<typeof graphNodeSchema>;
export type GraphEdge = z.infer<typeof graphEdgeSchema>;
export type GraphNote = z.infer<typeof graphNoteSchema>;
export type GraphGroup = z.infer<typeof graphGroupSchema>;
export type Graph = z.infer<typeof graphSchema>;

/** A graph with nothing on it. */
export const EMPTY_GRAPH: Graph = { nodes: [], edges: [] };
