import { z } from 'zod';
import { defineAction } from './define-node.js';

/** Headers that are not a workflow's to set. */
const WITHHELD = new Set(['connection', 'content-length', 'keep-alive', 'set-cookie', 'transfer-encoding', 'upgrade']);

const parameters = z.object({
  status: z.int().min(200).max(599).default(200).meta({ title: 'Status', control: 'number' }),
  headers: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
    .optional()
    .meta({ title: 'Headers', control: 'key-value' }),
  body: z
    .unknown()
    .optional()
    .meta({ title: 'Body', description: 'Text is sent as text, everything else as JSON', control: 'json' }),
});

export const respond = defineAction<z.infer<typeof parameters>>({
  type: 'respond',
  kind: 'action',
  tone: 'action',
  title: 'Respond',
  description: 'Answers the request that started the run, if its webhook waits for that.',
  group: 'Web',
  icon: 'reply',
  keywords: ['response', 'answer', 'webhook', 'return', 'http'],
  parameters,
  defaults: { status: 200, body: '{{ input }}' },
  effect: true,
  perform: async ({ params: { status, headers = {}, body = null }, services }) => {
    const kept: Record<string, string> = {};
    for (const [name, value] of Object.entries(headers))
      if (value !== null && !WITHHELD.has(name.toLowerCase())) kept[name.toLowerCase()] = String(value);
    const answer = { status, headers: kept, body };
    await services.respond(answer);
    return { output: answer };
  },
});
