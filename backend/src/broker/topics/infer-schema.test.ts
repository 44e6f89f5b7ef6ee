import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileSchema } from './compile-schema.js';
import { inferSchema } from './infer-schema.js';

const $schema = 'https://json-schema.org/draft/2020-12/schema';

describe(inferSchema.name, () => {
  it('tells types, what is always there, and formats that all texts have', () => {
    const samples = [
      { id: 1, total: 1, at: '2026-01-02T03:04:05Z', mail: 'a@b.example', url: 'https://a.example/b', note: null },
      {
        id: 2,
        total: 0.5,
        at: '2026-01-02T03:04:05.6+02:00',
        mail: 'c@d.example',
        url: 'urn:x',
        note: 'hello',
        more: [],
      },
    ];
    expect(inferSchema(samples)).toEqual({
      $schema,
      type: 'object',
      required: ['id', 'total', 'at', 'mail', 'url', 'note'],
      properties: {
        id: { type: 'integer' },
        total: { type: 'number' },
        at: { type: 'string', format: 'date-time' },
        mail: { type: 'string', format: 'email' },
        url: { type: 'string', format: 'uri' },
        note: { type: ['null', 'string'] },
        more: { type: 'array' },
      },
    });
  });

  it('puts the items of lists together', () => {
    expect(inferSchema([{ lines: [{ sku: 'A' }, { sku: 'B', n: 2 }] }, { lines: [{ sku: 1 }, 'x'] }])).toMatchObject({
      properties: {
        lines: {
          type: 'array',
          items: {
            type: ['object', 'string'],
            required: ['sku'],
            properties: { sku: { type: ['integer', 'string'] }, n: { type: 'integer' } },
          },
        },
      },
    });
  });

  it('takes an object with very many keys for a table, and says nothing where nothing was seen', () => {
    const table = Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`key${index}`, index]));
    expect(inferSchema([table])).toEqual({ $schema, type: 'object' });
    expect(inferSchema([])).toEqual({ $schema });
  });

  it('stays within what a schema may be, however wide and deep the data is', () => {
    const wide = (depth: number): object =>
      Object.fromEntries(Array.from({ length: depth === 0 ? 0 : 15 }, (_, index) => [`key${index}`, wide(depth - 1)]));
    const samples = [wide(4)];
    expect(compileSchema(inferSchema(samples))(samples[0])).toBeUndefined();
  });

  it('fits all that it was made from', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { maxLength: 10 }), (samples) => {
        const check = compileSchema(inferSchema(samples));
        for (const sample of samples) expect(check(sample)).toBeUndefined();
      }),
      { numRuns: 200, seed: 20261124 },
    );
  });
});
