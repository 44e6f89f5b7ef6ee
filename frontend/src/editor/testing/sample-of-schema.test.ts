import { describe, expect, it } from 'vitest';
import { sampleOfSchema } from './sample-of-schema';

describe(sampleOfSchema.name, () => {
  it('makes a value of each type', () => {
    const properties = {
      name: { type: 'string' },
      mail: { type: 'string', format: 'email' },
      at: { type: 'string', format: 'date-time' },
      day: { type: 'string', format: 'date' },
      link: { type: 'string', format: 'uri' },
      count: { type: 'integer', minimum: 3 },
      price: { type: ['null', 'number'] },
      isPaid: { type: 'boolean' },
      lines: { type: 'array', items: { properties: { sku: { type: 'string' } } } },
      anything: { type: 'array' },
      free: { type: 'object' },
      unknown: {},
    };
    expect(sampleOfSchema({ type: 'object', properties })).toEqual({
      name: 'text',
      mail: 'name@example.com',
      at: '2026-01-01T00:00:00.000Z',
      day: '2026-01-01',
      link: 'https://example.com/',
      count: 3,
      price: 0,
      isPaid: false,
      lines: [{ sku: 'text' }],
      anything: [],
      free: {},
      unknown: null,
    });
  });

  it('takes what the schema itself gives', () => {
    expect(sampleOfSchema({ type: 'string', examples: ['EUR'] })).toBe('EUR');
    expect(sampleOfSchema({ enum: ['new', 'paid'] })).toBe('new');
    expect(sampleOfSchema({ const: 7 })).toBe(7);
    expect(sampleOfSchema({ type: 'boolean', default: true })).toBe(true);
    expect(sampleOfSchema({ anyOf: [{ type: 'string' }, { type: 'number' }] })).toBe('text');
  });

  it('takes anything for a schema, and ends', () => {
    expect([true, null, 'x', undefined].map((schema) => sampleOfSchema(schema))).toEqual([null, null, null, null]);
    const list: Record<string, unknown> = { type: 'array' };
    list['items'] = list;
    expect(JSON.stringify(sampleOfSchema(list))).toContain('null');
  });
});
