import { z } from 'zod';
import { defineAction } from './define-node.js';
import { durationSchema, toDuration } from './durations.js';

const parameters = z.object({
  message: z
    .string()
    .min(1, 'a message is required')
    .max(5000)
    .meta({ title: 'Question', description: 'What is to be decided', control: 'textarea' }),
  timeoutMs: durationSchema
    .optional()
    .meta({ title: 'At most', description: 'After that the run goes on by “Timeout”', control: 'duration' }),
});

export const approval = defineAction<z.infer<typeof parameters>>({
  type: 'approval',
  kind: 'logic',
  tone: 'human',
  title: 'Approval',
  description: 'Asks a person, and waits for the decision.',
  group: 'People',
  icon: 'user-check',
  keywords: ['human', 'approve', 'review', 'decide', 'confirm', 'manual'],
  parameters,
  outputs: [
    { name: 'approved', title: 'Approved' },
    { name: 'rejected', title: 'Rejected' },
    { name: 'timeout', title: 'Timeout' },
  ],
  effect: false,
  perform: ({ params: { message, timeoutMs } }) => ({
    waitFor: { type: 'approval', message: String(message ?? '') },
    ...(timeoutMs !== undefined && { until: Date.now() + toDuration('timeoutMs', timeoutMs), port: 'timeout' }),
  }),
});
