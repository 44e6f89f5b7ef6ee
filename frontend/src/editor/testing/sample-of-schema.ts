import type { Pin } from '@eventloom/backend/contract';

type Json = Pin['output'];

/** A schema that refers to itself is followed so deep. */
const DEEPEST = 6;

/** A value that fits a JSON Schema roughly: its examples, defaults and fixed values first, else something of its type. */
export function sampleOfSchema(schema: unknown, depth = 0): Json {
  if (!isObject(schema) || depth > DEEPEST) return null;
  const given = firstGiven(schema);
  if (given !== undefined) return given;
  const choice = [schema['anyOf'], schema['oneOf'], schema['allOf']].find(Array.isArray);
  if (choice?.length) return sampleOfSchema(choice[0], depth + 1);
  switch (typeOf(schema)) {
    case 'object':
      return sampleObject(schema, depth);
    case 'array':
      return schema['items'] === undefined ? [] : [sampleOfSchema(schema['items'], depth + 1)];
    case 'string':
      return sampleText(schema['format']);
    case 'integer':
    case 'number':
      return typeof schema['minimum'] === 'number' ? schema['minimum'] : 0;
    case 'boolean':
      return false;
    default:
      return null;
  }
}

type Schema = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function firstGiven(schema: Schema): Json | undefined {
  const { examples, enum: choices, const: fixed, default: usual } = schema;
  const first = (list: unknown): unknown => (Array.isArray(list) ? (list as unknown[])[0] : undefined);
  return [fixed, usual, first(examples), first(choices)].find((value) => value !== undefined) as Json | undefined;
}

function typeOf(schema: Schema): unknown {
  const { type } = schema;
  if (Array.isArray(type)) return (type as unknown[]).find((one) => one !== 'null');
  return type ?? (isObject(schema['properties']) ? 'object' : undefined);
}

function sampleObject({ properties }: Schema, depth: number): Json {
  if (!isObject(properties)) return {};
  return Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, sampleOfSchema(each, depth + 1)]));
}

function sampleText(format: unknown): string {
  switch (format) {
    case 'date-time':
      return '2026-01-01T00:00:00.000Z';
    case 'date':
      return '2026-01-01';
    case 'email':
      return 'name@example.com';
    case 'uri':
      return 'https://example.com/';
    default:
      return 'text';
  }
}
