import { z } from 'zod';
import { defineAction } from './define-node.js';

const DEFAULT_TIMEOUT = 5000;

const parameters = z.object({
  code: z.string().min(1, 'code is required').max(200_000).meta({
    title: 'JavaScript',
    description: 'A function body: what it returns is the output. `input`, `trigger`, `steps` … are at hand',
    control: 'code',
  }),
  timeoutMs: z.int().min(1).max(300_000).default(DEFAULT_TIMEOUT).meta({ title: 'Time limit (ms)', control: 'number' }),
});

export const code = defineAction<z.infer<typeof parameters>>({
  type: 'code',
  kind: 'action',
  tone: 'code',
  title: 'Code',
  description: 'Runs JavaScript in a sandbox, without access to network, files or this server.',
  group: 'Code',
  icon: 'code',
  keywords: ['javascript', 'script', 'function', 'transform'],
  parameters,
  literal: ['code'],
  defaults: { code: 'return input;' },
  effect: false,
  perform: async ({ params, scope, signal, services }) => ({
    output: await services.runCode(params.code, scope, { timeoutMs: params.timeoutMs ?? DEFAULT_TIMEOUT, signal }),
  }),
});
