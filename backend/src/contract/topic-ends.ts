import { z } from 'zod';
import { runStatusSchema } from './run.js';
import { workflowStatusSchema } from './workflow.js';

/** A step by which a workflow sends or hears events of a topic. */
export const topicEndSchema = z.object({
  workflowId: z.string(),
  workflowName: z.string(),
  status: workflowStatusSchema,
  nodeId: z.string(),
  nodeType: z.string(),
  /** The topic that it sends to, or the pattern that it hears. */
  topic: z.string(),
  /** The latest run of the workflow. */
  lastRun: z.object({ id: z.string(), status: runStatusSchema }).nullable(),
});

/** Answer of `GET /topics/:type/ends`: the workflows at both ends of a topic or a pattern, drafts among them. */
export const topicEndsSchema = z
  .object({ producers: z.array(topicEndSchema), consumers: z.array(topicEndSchema) })
  .meta({ id: 'TopicEnds' });

export type TopicEnd = z.infer<typeof topicEndSchema>;
export type TopicEnds = z.infer<typeof topicEndsSchema>;
