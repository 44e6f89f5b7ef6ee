import { z } from 'zod';
import { workflowStatusSchema } from './workflow.js';

/** A producer, a topic or a consumer. Rates are events or runs a minute, over the last five minutes. */
export const mapNodeSchema = z.object({
  id: z.string(),
  kind: z.enum(['producer', 'topic', 'consumer']),
  label: z.string(),
  topic: z.string().optional(),
  workflowId: z.string().optional(),
  nodeId: z.string().optional(),
  nodeType: z.string().optional(),
  status: workflowStatusSchema.optional(),
  ratePerMinute: z.number(),
});

export const mapEdgeSchema = z.object({
  id: z.string(),
  source: z.string(),
  target: z.string(),
  kind: z.enum(['produces', 'consumes']),
  ratePerMinute: z.number(),
  /** `consumes`: runs that have not begun. */
  backlog: z.int().optional(),
  /** `consumes`: only events for which a filter holds. */
  isFiltered: z.boolean().optional(),
});

/** Answer of `GET /map`: how events go from what makes them by their topics to what runs for them. */
export const systemMapSchema = z
  .object({ nodes: z.array(mapNodeSchema), edges: z.array(mapEdgeSchema) })
  .meta({ id: 'SystemMap' });

export type SystemMap = z.infer<typeof systemMapSchema>;
export type MapNode = z.infer<typeof mapNodeSchema>;
export type MapEdge = z.infer<typeof mapEdgeSchema>;
