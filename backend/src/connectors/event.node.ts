import { z } from 'zod';
import { conditionsSchema } from '../contract/index.js';
import { defineTrigger } from './define-node.js';
import { topicPatternSchema } from './topics.js';

const parameters = z.object({
  type: topicPatternSchema.meta({
    title: 'Topic',
    description: 'A topic, or a pattern: * stands for one segment, > for the rest',
    control: 'topic',
    placeholder: 'order.created',
  }),
  source: z
    .string()
    .max(1000)
    .optional()
    .meta({ title: 'Source', description: 'Only events of this source', control: 'text' }),
  filter: conditionsSchema.optional().meta({
    title: 'Filter',
    description: 'Only events for which this holds; `event.data` is their data',
    control: 'conditions',
  }),
  sample: z
    .json()
    .optional()
    .meta({ title: 'Sample data', description: 'The data for “Run with sample”', control: 'json' }),
});

export const event = defineTrigger<z.infer<typeof parameters>>({
  type: 'event',
  kind: 'trigger',
  tone: 'topic',
  title: 'Event',
  description: 'Starts with every event of a topic, whoever published it.',
  group: 'Triggers',
  icon: 'radio',
  keywords: ['subscribe', 'topic', 'listen', 'consume', 'on'],
  parameters,
  bind: ({ type, source, filter }) => ({ type, ...(source && { source }), ...(filter && { filter }) }),
  sample: ({ sample = {} }) => sample,
});
