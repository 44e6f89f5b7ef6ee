import { z } from 'zod';
import { defineAction } from './define-node.js';
import { durationSchema, toDuration, toTime } from './durations.js';

const parameters = z
  .object({
    ms: durationSchema.optional().meta({ title: 'Wait for', control: 'duration' }),
    until: z.iso
      .datetime({ offset: true, error: 'a time in ISO 8601 is needed, such as 2026-01-31T12:00:00Z' })
      .optional()
      .meta({ title: 'Or until', description: 'A point in time, ISO 8601', control: 'text' }),
  })
  .refine(({ ms, until }) => ms !== undefined || until !== undefined, { path: ['ms'], error: 'a time is required' });

export const delay = defineAction<z.infer<typeof parameters>>({
  type: 'delay',
  kind: 'logic',
  tone: 'logic',
  title: 'Delay',
  description: 'Waits for a while, or until a point in time, and holds nothing meanwhile.',
  group: 'Logic',
  icon: 'timer',
  keywords: ['wait', 'sleep', 'pause', 'until', 'timer'],
  parameters,
  defaults: { ms: 60_000 },
  effect: false,
  perform: ({ params: { ms, until } }) => {
    const now = Date.now();
    return {
      waitFor: { type: 'timer' },
      until: ms === undefined ? toTime('until', until, now) : now + toDuration('ms', ms),
    };
  },
});
