import { describe, expect, it } from 'vitest';
import { sampleOfSchema } from './sample-of-schema';

describe(sampleOfSchema.name, () => {
  it('makes the simplest data that fits, and takes examples where there are any', () => {
    const schema = {
      type: 'object',
      properties: {
        id: { type: 'string', examples: ['o-1'] },
        total: { type: 'number', minimum: 5 },
        at: { type: ['string', 'null'], format: 'date-time' },
        lines: { type: 'array', items: { type: 'object', properties: { sku: { type: 'string' } } } },
        state: { enum: ['open', 'paid'] },
        paid: { type: 'boolean' },
      },
    };
    expect(sampleOfSchema(schema)).toEqual({
      ...{ id: 'o-1', total: 5, at: '2026-01-31T12:00:00.000Z', lines: [{ sku: 'text' }], state: 'open', paid: true },
    });
    expect(sampleOfSchema(true)).toBeUndefined();
  });
});
