import { z } from 'zod';
import { defineTrigger } from './define-node.js';

const parameters = z.object({
  sample: z
    .json()
    .optional()
    .meta({ title: 'Sample', description: 'The payload for “Run with sample”', control: 'json' }),
});

export const manual = defineTrigger<z.infer<typeof parameters>>({
  type: 'manual',
  kind: 'trigger',
  tone: 'human',
  title: 'Run by hand',
  description: 'Starts when a person presses the button, or a program asks for a run.',
  group: 'Triggers',
  icon: 'hand',
  keywords: ['manual', 'button', 'start'],
  parameters,
  bind: () => null,
  sample: ({ sample = {} }) => sample,
});
