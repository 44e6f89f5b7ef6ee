import type { JsonSchema } from '@eventloom/backend/contract';

/** As much of JSON Schema as tells what data may look like. */
interface Schema {
  type?: string | string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  examples?: unknown[];
  format?: string;
  minimum?: number;
  anyOf?: Schema[];
  oneOf?: Schema[];
}

const DEEPEST = 8;
const TEXTS: Record<string, string> = {
  'date-time': '2026-01-31T12:00:00.000Z',
  date: '2026-01-31',
  email: 'ada@example.com',
  uuid: '00000000-0000-4000-8000-000000000000',
  uri: 'https://example.com/',
};

/** Data that a schema describes: its own examples where it has some, else the simplest of each type. */
export function sampleOfSchema(schema: JsonSchema): unknown {
  return typeof schema === 'boolean' ? undefined : sample(schema, 0);
}

function sample(schema: Schema, depth: number): unknown {
  const given = schema.examples?.[0] ?? schema.default ?? schema.const ?? schema.enum?.[0];
  if (given !== undefined || depth > DEEPEST) return given;
  const choice = schema.anyOf?.[0] ?? schema.oneOf?.[0];
  if (choice) return sample(choice, depth + 1);
  switch (Array.isArray(schema.type) ? schema.type.find((type) => type !== 'null') : schema.type) {
    case 'object':
      return sampleObject(schema, depth);
    case 'array':
      return schema.items ? [sample(schema.items, depth + 1)] : [];
    case 'string':
      return TEXTS[schema.format ?? ''] ?? 'text';
    case 'number':
    case 'integer':
      return schema.minimum ?? 1;
    case 'boolean':
      return true;
    default:
      return schema.properties ? sampleObject(schema, depth) : null;
  }
}

function sampleObject({ properties = {} }: Schema, depth: number): unknown {
  return Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, sample(field, depth + 1)]));
}
