import { conditionsSchema } from '@eventloom/backend/contract';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { isMissing, readFields, type Field } from './read-schema';

const parameters = z.toJSONSchema(
  z.object({
    method: z.enum(['GET', 'POST']).default('GET').meta({ title: 'Method' }),
    url: z.string().min(1).meta({ title: 'URL', control: 'text', placeholder: 'https://…' }),
    headers: z.record(z.string(), z.string()).optional().meta({ control: 'key-value' }),
    conditions: conditionsSchema.meta({ control: 'conditions' }),
    timeoutMs: z.int().min(1).optional(),
    failOnStatus: z.boolean().default(true),
    body: z.json().optional().meta({ control: 'json' }),
  }),
  { io: 'input' },
);

const fields = readFields({ kind: 'action', parameters, literal: ['method'] });
const field = (name: string): Field => {
  const found = fields.find((each) => each.name === name);
  if (!found) throw new Error(`no field ${name}`);
  return found;
};

describe(readFields.name, () => {
  it('puts what is required first', () => {
    expect(fields.map((each) => each.name)).toEqual([
      'url',
      'conditions',
      'method',
      'headers',
      'timeoutMs',
      'failOnStatus',
      'body',
    ]);
  });

  it('takes the control that is named, else the one that fits the type', () => {
    const controls = Object.fromEntries(fields.map((each) => [each.name, each.control]));
    expect(controls).toEqual({
      url: 'text',
      conditions: 'conditions',
      method: 'select',
      headers: 'key-value',
      timeoutMs: 'number',
      failOnStatus: 'switch',
      body: 'json',
    });
  });

  it('names a field by its title, else by its own name in words', () => {
    expect([field('url').title, field('failOnStatus').title]).toEqual(['URL', 'Fail on status']);
  });

  it('knows options, defaults, bounds, literals and what is text only', () => {
    expect(field('method')).toMatchObject({ isLiteral: true, default: 'GET', isRequired: false });
    expect(field('method').options.map((option) => option.value)).toEqual(['GET', 'POST']);
    expect(field('timeoutMs')).toMatchObject({ minimum: 1, maximum: undefined });
    expect(field('headers').isTextOnly).toBe(true);
  });
});

describe(isMissing.name, () => {
  it('takes an empty text for missing where one is required', () => {
    expect([isMissing(field('url'), ''), isMissing(field('url'), undefined)]).toEqual([true, true]);
    expect([isMissing(field('url'), 'x'), isMissing(field('body'), undefined)]).toEqual([false, false]);
  });
});
