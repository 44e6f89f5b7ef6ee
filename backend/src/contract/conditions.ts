import { z } from 'zod';

/** How the two sides of a condition are compared; `exists` and `empty` look at the left side only. */
export const conditionOperatorSchema = z.enum([
  'eq',
  'ne',
  'gt',
  'gte',
  'lt',
  'lte',
  'contains',
  'startsWith',
  'endsWith',
  'matches',
  'in',
  'exists',
  'empty',
]);

export const conditionSchema = z
  .object({ left: z.json(), operator: conditionOperatorSchema, right: z.json().optional() })
  .meta({ id: 'Condition' });

/** Either every clause has to hold (`all`) or one of them (`any`). */
export const conditionsSchema = z
  .union([z.strictObject({ all: z.array(conditionSchema) }), z.strictObject({ any: z.array(conditionSchema) })])
  .meta({ id: 'Conditions' });

export type ConditionOperator = z.infer<typeof conditionOperatorSchema>;
export type Condition = z.infer<typeof conditionSchema>;
export type Conditions = z.infer<typeof conditionsSchema>;
