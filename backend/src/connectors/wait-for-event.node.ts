import { z } from 'zod';
import { conditionsSchema } from '../contract/index.js';
import { defineAction } from './define-node.js';
import { durationSchema } from './durations.js';
import { topicPatternSchema } from './topics.js';

const parameters = z.object({
  type: topicPatternSchema.meta({ title: 'Topic', control: 'topic', placeholder: 'payment.received' }),
  match: conditionsSchema.optional().meta({
    title: 'Match',
    description: 'Which event it is: `candidate` is the event, `candidate.data` its data',
    control: 'conditions',
  }),
  timeoutMs: durationSchema
    .optional()
    .meta({ title: 'At most', description: 'After that the run goes on by “Timeout”', control: 'duration' }),
  lookbackMs: durationSchema.default(0).meta({
    title: 'Look back',
    description: 'An event that came so shortly before counts too',
    control: 'duration',
  }),
});

export const waitForEvent = defineAction<z.infer<typeof parameters>>({
  type: 'wait-for-event',
  kind: 'topic',
  tone: 'topic',
  title: 'Wait for event',
  description: 'Waits until an event that fits comes in, from anywhere.',
  group: 'Events',
  icon: 'ear',
  keywords: ['event', 'correlate', 'until', 'listen', 'receive'],
  parameters,
  deferred: ['match'],
  outputs: [
    { name: 'received', title: 'Received' },
    { name: 'timeout', title: 'Timeout' },
  ],
  effect: true,
  perform: async ({ params: { type, match, timeoutMs, lookbackMs }, services }) => {
    const until = timeoutMs === undefined ? undefined : Date.now() + timeoutMs;
    await services.awaitEvent({ type, match, lookbackMs });
    return {
      waitFor: { type: 'event', topic: type, ...(match && { match }) },
      ...(until !== undefined && { until, port: 'timeout' }),
    };
  },
});
