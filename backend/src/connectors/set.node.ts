import { z } from 'zod';
import { defineAction } from './define-node.js';
import { PermanentNodeError } from './node-errors.js';

const parameters = z.object({
  values: z
    .record(z.string(), z.json())
    .default({})
    .meta({ title: 'Values', description: 'The output is an object of these', control: 'key-value' }),
});

export const set = defineAction<z.infer<typeof parameters>>({
  type: 'set',
  kind: 'logic',
  tone: 'logic',
  title: 'Set values',
  description: 'Puts together an object for the steps that follow.',
  group: 'Logic',
  icon: 'pencil',
  keywords: ['assign', 'map', 'transform', 'variables', 'edit fields'],
  parameters,
  defaults: { values: {} },
  effect: false,
  perform: ({ params }) => ({ output: toObject(params.values ?? {}) }),
});

/** One expression may give all values at once. */
function toObject(values: unknown): object {
  if (typeof values === 'object' && values !== null && !Array.isArray(values) && !(values instanceof Date))
    return values;
  throw new PermanentNodeError('PARAM_INVALID', 'values: an object is needed, which holds a value for each name.');
}
