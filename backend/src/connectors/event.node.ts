import { z } from 'zod';
import { conditionsSchema, onDeadLetterSchema } from '../contract/index.js';
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
  orderingKey: z.string().max(2000).optional().meta({
    title: 'Ordering key',
    description: 'Events with the same key are worked off one after the other, in the order in which they came',
    control: 'text',
    placeholder: '{{ event.data.orderId }}',
  }),
  onDeadLetter: onDeadLetterSchema.default('block').meta({
    title: 'After a failure',
    description:
      'With an ordering key: what follows under the key waits until the event is replayed or discarded, or goes on',
    control: 'select',
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
  bind: ({ type, source, filter, orderingKey, onDeadLetter }) => ({
    type,
    ...(source && { source }),
    ...(filter && { filter }),
    ...(orderingKey && { ordering: { key: orderingKey, onDeadLetter } }),
  }),
  sample: ({ sample = {} }) => sample,
});
