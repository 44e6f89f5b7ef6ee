import { z } from 'zod';
import { conditionsSchema } from '../contract/index.js';
import { evaluateConditions } from '../expressions/conditions.js';
import { defineAction } from './define-node.js';
import { PermanentNodeError } from './node-errors.js';

/** The way out when no rule holds. */
const ELSE = 'else';

const parameters = z.object({
  rules: z
    .array(
      z.object({
        port: z
          .string()
          .min(1, 'a port needs a name')
          .max(100)
          .refine((name) => name !== ELSE && name !== 'error', 'this name is taken'),
        conditions: conditionsSchema,
      }),
    )
    .min(1, 'a rule is required')
    .max(100)
    .refine((rules) => new Set(rules.map(({ port }) => port)).size === rules.length, 'two rules have the same port')
    .meta({ title: 'Rules', description: 'The first rule that holds says which way the run goes', control: 'rules' }),
});

export const switchNode = defineAction<z.infer<typeof parameters>>({
  type: 'switch',
  kind: 'logic',
  tone: 'logic',
  title: 'Switch',
  description: 'Goes the way of the first rule that holds.',
  group: 'Logic',
  icon: 'route',
  keywords: ['case', 'branch', 'rules', 'router', 'decide'],
  parameters,
  defaults: { rules: [{ port: 'first', conditions: { all: [] } }] },
  outputsFrom: { param: 'rules', field: 'port' },
  outputs: [{ name: ELSE, title: 'Else' }],
  effect: false,
  perform: ({ params: { rules }, scope }) => {
    if (!Array.isArray(rules)) throw new PermanentNodeError('PARAM_INVALID', 'rules: a list is needed.');
    const rule = rules.find(({ conditions }) => evaluateConditions(conditions).holds);
    return { output: scope.input, port: rule?.port ?? ELSE };
  },
});
