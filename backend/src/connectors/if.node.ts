import { z } from 'zod';
import { conditionsSchema } from '../contract/index.js';
import { evaluateConditions } from '../expressions/conditions.js';
import { defineAction } from './define-node.js';

const parameters = z.object({
  conditions: conditionsSchema.meta({ title: 'Conditions', control: 'conditions' }),
});

export const ifNode = defineAction<z.infer<typeof parameters>>({
  type: 'if',
  kind: 'logic',
  tone: 'logic',
  title: 'If',
  description: 'Goes one way if the conditions hold, and the other way if they do not.',
  group: 'Logic',
  icon: 'split',
  keywords: ['condition', 'branch', 'filter', 'decide'],
  parameters,
  defaults: { conditions: { all: [] } },
  outputs: [
    { name: 'true', title: 'True' },
    { name: 'false', title: 'False' },
  ],
  effect: false,
  perform: ({ params, scope }) => ({
    output: scope.input,
    port: evaluateConditions(params.conditions).holds ? 'true' : 'false',
  }),
});
