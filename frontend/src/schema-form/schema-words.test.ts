import { describe, expect, it } from 'vitest';
import { fieldsOfSchema } from './schema-words';

describe(fieldsOfSchema.name, () => {
  it('names the fields with their types, and counts what is left', () => {
    const properties = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`f${index}`, {}]));
    expect(fieldsOfSchema({ properties: { id: { type: 'string' }, any: {} } })).toBe('id (string), any');
    expect(fieldsOfSchema({ properties })).toContain('f7 and 2 more');
    expect([fieldsOfSchema(true), fieldsOfSchema({})]).toEqual([undefined, undefined]);
  });
});
