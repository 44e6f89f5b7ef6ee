import { z } from 'zod';
import { defineAction } from './define-node.js';
import { PermanentNodeError } from './node-errors.js';

const parameters = z.object({
  message: z
    .string()
    .min(1, 'a message is required')
    .max(5000)
    .meta({ title: 'Message', description: 'Why the run fails', control: 'text' }),
});

export const fail = defineAction<z.infer<typeof parameters>>({
  type: 'fail',
  kind: 'logic',
  tone: 'logic',
  title: 'Fail',
  description: 'Ends the run as failed, with a message.',
  group: 'Logic',
  icon: 'octagon-x',
  keywords: ['error', 'stop', 'abort', 'throw', 'end'],
  parameters,
  effect: false,
  perform: ({ params: { message } }) => {
    throw new PermanentNodeError('FAILED', String(message ?? ''));
  },
});
