import { z } from 'zod';
import { defineAction } from './define-node.js';
import { topicSchema } from './topics.js';

const parameters = z.object({
  type: topicSchema.meta({ title: 'Topic', control: 'topic', placeholder: 'order.created' }),
  // Data as it is: zod's own type for JSON would lose keys that it takes for dangerous, such as __proto__.
  data: z.unknown().optional().meta({ title: 'Data', description: 'What the event carries', control: 'json' }),
  subject: z
    .string()
    .max(1000)
    .optional()
    .meta({ title: 'Subject', description: 'What the event is about, e.g. the id of an order', control: 'text' }),
});

export const publish = defineAction<z.infer<typeof parameters>>({
  type: 'publish',
  kind: 'topic',
  tone: 'topic',
  title: 'Send event',
  description: 'Publishes an event that any number of workflows may hear.',
  group: 'Events',
  icon: 'megaphone',
  keywords: ['publish', 'emit', 'send', 'topic', 'produce', 'broadcast'],
  parameters,
  defaults: { data: '{{ input }}' },
  effect: true,
  perform: async ({ params, idempotencyKey, services }) => {
    const { type, subject, data = null } = params;
    return {
      output: await services.publish({ type, data, key: idempotencyKey, ...(subject !== undefined && { subject }) }),
    };
  },
});
