import { z } from 'zod';
import { pageQuerySchema, pageSchema, timeSchema } from './paging.js';
import { workflowStatusSchema } from './workflow.js';

/** What happens to data that does not fit the schema of its topic. */
export const schemaModeSchema = z.enum(['off', 'warn', 'reject']);

export const topicProducerSchema = z.object({
  kind: z.enum(['workflow', 'webhook', 'schedule', 'source']),
  label: z.string(),
  workflowId: z.string().optional(),
});

export const topicConsumerSchema = z.object({
  workflowId: z.string(),
  workflowName: z.string(),
  nodeId: z.string(),
  pattern: z.string(),
  status: workflowStatusSchema,
});

/** A topic as lists show it: what is known of it, and what was seen. */
export const topicSummarySchema = z
  .object({
    type: z.string(),
    description: z.string(),
    owner: z.string(),
    mode: schemaModeSchema,
    hasSchema: z.boolean(),
    /** Days that its events are kept; null for what holds for all. */
    retentionDays: z.int().nullable(),
    firstSeenAt: timeSchema,
    lastEventAt: timeSchema.nullable(),
    events24h: z.int(),
    ratePerMinute: z.number(),
    producers: z.array(topicProducerSchema),
    consumers: z.array(topicConsumerSchema),
    /** Runs for its events that have not begun. */
    backlog: z.int(),
  })
  .meta({ id: 'TopicSummary' });
export const topicPageSchema = pageSchema(topicSummarySchema).meta({ id: 'TopicPage' });

/** `q` is looked for in names, descriptions and owners. Topics come in the order of their names. */
export const topicListQuerySchema = pageQuerySchema.extend({
  cursor: z.string().max(255).optional(),
  q: z.string().max(255).optional(),
});

/** A JSON Schema, draft 2020-12. */
export const jsonSchemaSchema = z.union([z.boolean(), z.record(z.string(), z.unknown())]);

export const topicSchema = topicSummarySchema.extend({ schema: jsonSchemaSchema.nullable() }).meta({ id: 'Topic' });

/** Body of `PUT /topics/:type`; what is absent stays as it is, null takes it away. */
export const putTopicSchema = z
  .object({
    description: z.string().max(2000).optional(),
    owner: z.string().max(200).optional(),
    schema: jsonSchemaSchema.nullable().optional(),
    retentionDays: z.int().min(1).max(3650).nullable().optional(),
    mode: schemaModeSchema.optional(),
  })
  .meta({ id: 'PutTopic' });

/** A schema that the latest events of a topic fit; `from` tells how many were looked at. */
export const proposedSchemaSchema = z
  .object({ schema: jsonSchemaSchema, from: z.int() })
  .meta({ id: 'ProposedSchema' });

export type TopicListQuery = z.infer<typeof topicListQuerySchema>;
export type TopicSummary = z.infer<typeof topicSummarySchema>;
export type Topic = z.infer<typeof topicSchema>;
export type PutTopic = z.infer<typeof putTopicSchema>;
export type SchemaMode = z.infer<typeof schemaModeSchema>;
export type JsonSchema = z.infer<typeof jsonSchemaSchema>;
