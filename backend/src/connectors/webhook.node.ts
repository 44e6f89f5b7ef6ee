import { z } from 'zod';
import { TOPIC_PATTERN } from '../contract/index.js';
import { defineTrigger } from './define-node.js';

const DEFAULT_TOPIC = 'eventloom.webhook.received';

const parameters = z.object({
  path: z
    .string()
    .max(200)
    .transform((path) => path.replace(/^\/+|\/+$/g, ''))
    .pipe(
      z
        .string()
        .min(1, 'a path is required')
        .regex(/^[A-Za-z0-9_.~-]+(\/[A-Za-z0-9_.~-]+)*$/, 'a path has segments of letters, digits and - _ . ~'),
    )
    .meta({
      title: 'Path',
      description: 'The address ends with this: /hooks/<path>',
      control: 'text',
      placeholder: 'orders',
    }),
  method: z
    .enum(['POST', 'GET', 'PUT', 'PATCH', 'DELETE', 'ANY'])
    .default('POST')
    .meta({ title: 'Method', control: 'select' }),
  respond: z.enum(['immediately', 'last-node', 'respond-node']).default('immediately').meta({
    title: 'Respond',
    description: 'At once with the ids of event and run, with the output of the last step, or by a step “Respond”',
    control: 'select',
  }),
  sample: z
    .json()
    .optional()
    .meta({ title: 'Sample body', description: 'The body for “Run with sample”', control: 'json' }),
  eventType: z
    .string()
    .max(255)
    .refine(
      (topic) => topic === '' || TOPIC_PATTERN.test(topic),
      'a topic has dot-separated segments of letters, digits, - and _',
    )
    .optional()
    .meta({
      title: 'Topic',
      description: 'The topic that each request is published to',
      control: 'topic',
      placeholder: DEFAULT_TOPIC,
    }),
  dedupHeader: z.string().max(100).optional().meta({
    title: 'Header against duplicates',
    description: 'Requests with the same value in it are taken once',
    control: 'text',
    placeholder: 'Idempotency-Key',
  }),
  auth: z.enum(['none']).default('none').meta({ title: 'Authentication', control: 'select' }),
});

export const webhook = defineTrigger<z.infer<typeof parameters>>({
  type: 'webhook',
  kind: 'trigger',
  tone: 'trigger',
  title: 'Webhook',
  description: 'Starts when something calls the address of this node over HTTP.',
  group: 'Triggers',
  icon: 'webhook',
  keywords: ['http', 'url', 'request', 'api', 'callback'],
  parameters,
  defaults: { method: 'POST' },
  bind: ({ path, eventType }) => ({ type: eventType || DEFAULT_TOPIC, source: `/hooks/${path}`, route: path }),
  sample: ({ path, method, sample = {} }) => ({
    method: method === 'ANY' ? 'POST' : method,
    path: `/hooks/${path}`,
    headers: {},
    query: {},
    params: {},
    body: sample,
  }),
});
