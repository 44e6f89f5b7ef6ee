import { describe, expect, it } from 'vitest';
import { readJsonSchema } from './read-json-schema';

describe(readJsonSchema.name, () => {
  it('reads a schema, or that there is none', () => {
    expect(readJsonSchema('{"type":"object"}')).toEqual({ schema: { type: 'object' } });
    expect(readJsonSchema('false')).toEqual({ schema: false });
    expect(readJsonSchema('  ')).toEqual({ schema: null });
  });

  it('says what is wrong', () => {
    expect(readJsonSchema('{')).toEqual({ problem: expect.stringContaining('not valid JSON') as string });
    expect(readJsonSchema('[]')).toEqual({ problem: 'A JSON Schema is an object, or true or false.' });
  });
});
