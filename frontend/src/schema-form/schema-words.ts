import type { JsonSchema } from '@eventloom/backend/contract';

const MOST = 8;

/** The fields that a schema knows, in words: `id (string), total (number)`; undefined if it knows none. */
export function fieldsOfSchema(schema: JsonSchema): string | undefined {
  if (typeof schema === 'boolean' || typeof schema.properties !== 'object' || schema.properties === null)
    return undefined;
  const fields = Object.entries(schema.properties as Record<string, { type?: unknown }>);
  if (fields.length === 0) return undefined;
  const shown = fields
    .slice(0, MOST)
    .map(([name, { type }]) => (typeof type === 'string' ? `${name} (${type})` : name));
  const rest = fields.length - shown.length;
  return `${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
