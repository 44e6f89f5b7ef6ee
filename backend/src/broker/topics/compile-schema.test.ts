import { describe, expect, it } from 'vitest';
import type { JsonSchema } from '../../contract/index.js';
import { AppError } from '../../platform/errors/app-error.js';
import { compileSchema } from './compile-schema.js';

function refusal(schema: JsonSchema): Pick<AppError, 'code' | 'message' | 'fields'> {
  try {
    compileSchema(schema);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('this was not refused');
}

const ORDER = {
  type: 'object',
  required: ['total'],
  additionalProperties: false,
  properties: {
    total: { type: 'number', minimum: 0 },
    email: { type: 'string', format: 'email' },
    code: { type: 'string', pattern: '^[A-Z]+-\\d+$' },
    other: { type: 'string', pattern: '^x' },
    lines: { type: 'array', uniqueItems: true, items: { $ref: '#/$defs/line' } },
  },
  $defs: { line: { type: 'object', required: ['sku'], properties: { 'a/b': { type: 'integer' } } } },
};

describe(compileSchema.name, () => {
  it.each<[unknown, string | undefined, RegExp]>([
    [{ total: 5, email: 'a@b.example', code: 'A-1', other: 'xy', lines: [{ sku: 1 }, { sku: 2 }] }, undefined, /^$/],
    [{ total: '5' }, '/total', /must be number/],
    [{}, '/total', /required property/],
    [{ total: 1, more: 1 }, '/more', /additional properties/],
    [{ total: 1, email: 'nobody' }, '/email', /format "email"/],
    [{ total: 1, code: 'a-1' }, '/code', /pattern/],
    [{ total: 1, other: 'A-1' }, '/other', /pattern/],
    [{ total: 1, lines: [{ sku: 1 }, {}] }, '/lines/1/sku', /required property/],
    [{ total: 1, lines: [{ sku: 1, 'a/b': 0.5 }] }, '/lines/0/a~1b', /integer/],
    [
      {
        total: 1,
        lines: [
          { sku: 1, x: 2 },
          { x: 2, sku: 1 },
        ],
      },
      '/lines',
      /same item twice/,
    ],
    [null, '', /must be object/],
  ])('judges %j', (data, pointer, message) => {
    const problem = compileSchema(ORDER)(data);
    expect(problem?.pointer).toBe(pointer);
    expect(problem?.message ?? '').toMatch(message);
  });

  it('says what sums several problems up, unless there is one deeper in the data', () => {
    const check = compileSchema({ anyOf: [{ type: 'string' }, { properties: { a: { type: 'number' } } }] });
    expect(check({ a: 'x' })).toMatchObject({ pointer: '/a' });
    expect(compileSchema({ anyOf: [{ type: 'string' }, { type: 'null' }] })(1)?.message).toContain('anyOf');
  });

  it('takes schemas that are true or false, have an id, come again, or say more than it knows', () => {
    expect(compileSchema(true)(1)).toBeUndefined();
    expect(compileSchema(false)(1)).toBeDefined();
    for (const minimum of [1, 2]) {
      const check = compileSchema({ $id: 'https://example.com/s', minimum, format: 'int32', 'x-note': 'hello' });
      expect(check(minimum - 1)).toBeDefined();
      expect(check(minimum)).toBeUndefined();
    }
  });

  it.each<[string, JsonSchema, string, RegExp]>([
    ['a type that is none', { properties: { a: { type: 'text' } } }, '/schema/properties/a/type', /./],
    ['a pattern that is none', { pattern: '(' }, '/schema/pattern', /not a regular expression/],
    [
      'a pattern with a look-ahead',
      { patternProperties: { '(?=a)': {} } },
      '/schema/patternProperties/(?=a)',
      /supported/,
    ],
    ['an older draft', { $schema: 'http://json-schema.org/draft-07/schema#' }, '/schema', /draft-07/],
    ['a reference beyond itself', { items: { $ref: 'https://example.com/x' } }, '/schema/items/$ref', /not a place/],
    ['a reference to nothing', { $ref: '#/$defs/x' }, '/schema/$ref', /nothing at/],
    ['a reference to itself', { properties: { a: { $ref: '#' } } }, '/schema/properties/a/$ref', /refers to itself/],
    ['dynamic references', { $dynamicRef: '#x' }, '/schema/$dynamicRef', /not supported/],
    ['ids within', { items: { $id: 'x' } }, '/schema/items/$id', /whole schema/],
    ['length', { description: 'x'.repeat(70_000) }, '/schema', /longer/],
  ])('refuses %s', (_what, schema, pointer, message) => {
    const { code, fields, message: detail } = refusal(schema);
    expect({ code, pointer: fields.pointer }).toEqual({ code: 'SCHEMA_INVALID', pointer });
    expect(detail).toMatch(message);
  });

  it('refuses depth, and parts that multiply', () => {
    let deep: JsonSchema = {};
    for (let level = 0; level < 40; level += 1) deep = { not: deep };
    expect(refusal(deep).message).toContain('deeper');
    const $defs: Record<string, object> = { d0: {} };
    for (let level = 1; level < 30; level += 1)
      $defs[`d${level}`] = { allOf: [{ $ref: `#/$defs/d${level - 1}` }, { $ref: `#/$defs/d${level - 1}` }] };
    expect(refusal({ $defs, $ref: '#/$defs/d29' }).message).toContain('parts');
  });

  it('does not take its time, whatever the pattern, the text or the list', () => {
    const began = performance.now();
    const check = compileSchema({
      properties: { text: { pattern: '^(a+)+$' }, email: { format: 'email' }, list: { uniqueItems: true } },
    });
    expect(check({ text: `${'a'.repeat(50_000)}b` })).toMatchObject({ pointer: '/text' });
    expect(check({ email: `a@${'a'.repeat(1_000_000)}` })).toMatchObject({ pointer: '/email' });
    expect(check({ list: Array.from({ length: 100_000 }, (_, n) => ({ n })) })).toBeUndefined();
    expect(check({ text: 'a'.repeat(5_000_000) })?.message).toContain('cannot be looked for');
    expect(performance.now() - began).toBeLessThan(3000);
  });
});
