import { z } from 'zod';
import { defineAction, type KeyValueChange } from './define-node.js';
import { durationSchema } from './durations.js';

const parameters = z.object({
  operation: z
    .enum(['get', 'set', 'increment', 'delete'])
    .default('get')
    .meta({ title: 'Operation', control: 'select' }),
  key: z
    .string()
    .min(1, 'a key is required')
    .max(500)
    .meta({ title: 'Key', control: 'text', placeholder: 'orders:{{ trigger.body.id }}' }),
  value: z
    .unknown()
    .optional()
    .meta({ title: 'Value', control: 'json', when: { operation: ['set'] } }),
  by: z
    .number()
    .default(1)
    .meta({ title: 'By', control: 'number', when: { operation: ['increment'] } }),
  ttlMs: durationSchema.optional().meta({ title: 'Forget after', control: 'duration', when: { operation: ['set'] } }),
});

type Parameters = z.infer<typeof parameters>;

export const keyValue = defineAction<Parameters>({
  type: 'key-value',
  kind: 'action',
  tone: 'action',
  title: 'Key-value store',
  description: 'Keeps values that outlive runs, for all workflows.',
  group: 'Data',
  icon: 'database',
  keywords: ['state', 'store', 'memory', 'cache', 'counter', 'remember', 'variable'],
  parameters,
  defaults: { operation: 'get' },
  effect: true,
  perform: async ({ params, idempotencyKey, services }) => ({
    output: await services.keyValue(toChange(params, idempotencyKey)),
  }),
});

function toChange({ operation, key, value, by, ttlMs }: Parameters, idempotencyKey: string): KeyValueChange {
  if (operation === 'set') return { operation, key, idempotencyKey, value, ttlMs };
  if (operation === 'increment') return { operation, key, idempotencyKey, by };
  return { operation, key, idempotencyKey };
}
