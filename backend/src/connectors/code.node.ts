import { z } from 'zod';
import { defineAction } from './define-node.js';
import { PermanentNodeError } from './node-errors.js';

const DEFAULT_TIMEOUT = 5000;
const DEFAULT_MEMORY = 64;

const timeoutSchema = z.int().min(1).max(300_000);
const memorySchema = z.int().min(8).max(512);

const parameters = z.object({
  code: z.string().min(1, 'code is required').max(200_000).meta({
    title: 'JavaScript',
    description: 'A function body: what it returns is the output. `input`, `trigger`, `steps` … are at hand',
    control: 'code',
  }),
  timeoutMs: timeoutSchema.default(DEFAULT_TIMEOUT).meta({ title: 'Time limit (ms)', control: 'number' }),
  memoryMb: memorySchema.default(DEFAULT_MEMORY).meta({ title: 'Memory limit (MB)', control: 'number' }),
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
    output: await services.runCode(params.code, scope, {
      timeoutMs: toTimeout(params.timeoutMs),
      memoryMb: toMemory(params.memoryMb),
      signal,
      log: (level, text) => services.log(level, text),
    }),
  }),
});

/** An expression may give the limits. */
function toTimeout(given: unknown): number {
  const { data, success } = timeoutSchema.safeParse(given ?? DEFAULT_TIMEOUT);
  if (success) return data;
  throw new PermanentNodeError('PARAM_INVALID', 'timeoutMs: a whole number from 1 to 300,000 is needed.');
}

function toMemory(given: unknown): number {
  const { data, success } = memorySchema.safeParse(given ?? DEFAULT_MEMORY);
  if (success) return data;
  throw new PermanentNodeError('PARAM_INVALID', 'memoryMb: a whole number from 8 to 512 is needed.');
}
