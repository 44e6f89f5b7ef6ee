import { z } from 'zod';
import {
  conditionOperatorSchema,
  conditionsSchema,
  type ConditionOperator,
  type Conditions,
} from '../contract/index.js';
import { evaluateConditions } from '../expressions/conditions.js';
import { defineAction } from './define-node.js';
import { PermanentNodeError } from './node-errors.js';

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
  perform: ({ params: { conditions }, scope }) => {
    if (!isConditions(conditions)) throw new PermanentNodeError('PARAM_INVALID', 'conditions: there are no clauses.');
    return { output: scope.input, port: evaluateConditions(conditions).holds ? 'true' : 'false' };
  },
});

/** All conditions may come from one expression. Only their frame is looked at: the values in them may be large. */
function isConditions(value: unknown): value is Conditions {
  if (typeof value !== 'object' || value === null) return false;
  const clauses: unknown = 'all' in value ? value.all : 'any' in value ? value.any : undefined;
  return Array.isArray(clauses) && clauses.every(isClause);
}

function isClause(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('operator' in value)) return false;
  return conditionOperatorSchema.options.includes(value.operator as ConditionOperator);
}
