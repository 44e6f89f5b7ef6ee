import { jsonSchemaSchema, type JsonSchema } from '@eventloom/backend/contract';
import { parseJson } from '../schema-form/parse-json';

/** The JSON Schema that a text says, null if it is empty; or what is wrong with it. */
export function readJsonSchema(text: string): { schema: JsonSchema | null } | { problem: string } {
  const parsed = parseJson(text);
  if (parsed === 'empty') return { schema: null };
  if ('problem' in parsed) return parsed;
  const schema = jsonSchemaSchema.safeParse(parsed.value);
  return schema.success ? { schema: schema.data } : { problem: 'A JSON Schema is an object, or true or false.' };
}
