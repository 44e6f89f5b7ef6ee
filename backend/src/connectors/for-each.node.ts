import { z } from 'zod';
import { LOOP_BODY_PORT, LOOP_DONE_PORT, LOOP_TYPE } from '../contract/index.js';
import { defineAction } from './define-node.js';
import { PermanentNodeError } from './node-errors.js';

const MAX_ITEMS = 100_000;
const MAX_CONCURRENCY = 100;

const parameters = z.object({
  items: z.array(z.json()).meta({
    title: 'Items',
    description: 'A list, usually an expression: {{ trigger.body.lines }}',
    control: 'json',
    placeholder: '{{ input.items }}',
  }),
  concurrency: z
    .int()
    .min(1)
    .max(MAX_CONCURRENCY)
    .default(1)
    .meta({ title: 'At the same time', description: 'So many items side by side', control: 'number' }),
});

export const forEach = defineAction<z.infer<typeof parameters>>({
  type: LOOP_TYPE,
  kind: 'logic',
  tone: 'logic',
  title: 'For each',
  description: 'Repeats the steps after its port “item” for each item of a list.',
  group: 'Logic',
  icon: 'repeat',
  keywords: ['loop', 'iterate', 'map', 'list', 'each', 'repeat', 'batch'],
  parameters,
  outputs: [
    { name: LOOP_BODY_PORT, title: 'Item' },
    { name: LOOP_DONE_PORT, title: 'Done' },
  ],
  effect: false,
  perform: ({ params: { items, concurrency = 1 } }) => {
    if (!Array.isArray(items)) throw new PermanentNodeError('PARAM_INVALID', 'items: a list is needed.');
    if (items.length > MAX_ITEMS)
      throw new PermanentNodeError('LOOP_TOO_LONG', `There are ${items.length} items, the most is ${MAX_ITEMS}.`);
    if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > MAX_CONCURRENCY)
      throw new PermanentNodeError(
        'PARAM_INVALID',
        `concurrency: a whole number from 1 to ${MAX_CONCURRENCY} is needed.`,
      );
    return { items, concurrency };
  },
});
