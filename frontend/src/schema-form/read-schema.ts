import { controlSchema, type Control, type NodeManifest } from '@eventloom/backend/contract';
import { z } from 'zod';
import { isExpression } from './loose-value';

/** One parameter of a step as the form draws it. */
export interface Field {
  name: string;
  title: string;
  description: string | undefined;
  control: Control;
  placeholder: string | undefined;
  isRequired: boolean;
  /** Whether `{{ }}` in it means nothing. */
  isLiteral: boolean;
  /** Whether it holds texts only, also where they look like numbers. */
  isTextOnly: boolean;
  options: readonly { value: Json; title: string }[];
  default: Json | undefined;
  minimum: number | undefined;
  maximum: number | undefined;
  /** The values of other parameters that it is for; undefined if it is for all. */
  when: Readonly<Record<string, readonly Json[]>> | undefined;
}

export type Json = z.core.util.JSONType;

/** As much of JSON Schema 2020-12 as parameters are described with. */
interface Schema {
  $ref?: string;
  $defs?: Record<string, Schema>;
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  enum?: Json[];
  const?: Json;
  anyOf?: Schema[];
  allOf?: Schema[];
  additionalProperties?: Schema | boolean;
  title?: string;
  description?: string;
  control?: string;
  placeholder?: string;
  default?: Json;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  when?: Record<string, Json[]>;
}

/** Reads the fields of a step's form out of the schema of its type: required ones first, each in its own order. */
export function readFields(manifest: Pick<NodeManifest, 'kind' | 'parameters' | 'literal'>): Field[] {
  const root = manifest.parameters as Schema;
  const required = new Set(root.required);
  // There is nothing yet that the expressions of a trigger could look at.
  const isLiteral = (name: string): boolean => manifest.kind === 'trigger' || manifest.literal.includes(name);
  const fields = Object.entries(root.properties ?? {}).map(([name, schema]) =>
    readField(name, resolve(schema, root), required.has(name), isLiteral(name)),
  );
  return [...fields.filter((field) => field.isRequired), ...fields.filter((field) => !field.isRequired)];
}

function readField(name: string, schema: Schema, isRequired: boolean, isLiteral: boolean): Field {
  const control = controlOf(schema);
  return {
    name,
    title: schema.title ?? wordsOf(name),
    description: schema.description,
    control,
    placeholder: schema.placeholder,
    // What has a default is never missing, whatever the schema of the output says.
    isRequired: isRequired && schema.default === undefined,
    isLiteral,
    isTextOnly: control === 'key-value' && isText(schema.additionalProperties),
    options: optionsOf(schema),
    default: schema.default,
    minimum: schema.minimum,
    maximum: schema.maximum !== undefined && schema.maximum >= Number.MAX_SAFE_INTEGER ? undefined : schema.maximum,
    when: schema.when,
  };
}

function controlOf(schema: Schema): Control {
  const named = controlSchema.safeParse(schema.control);
  if (named.success) return named.data;
  if (optionsOf(schema).length > 0) return 'select';
  switch (schema.type) {
    case 'boolean':
      return 'switch';
    case 'number':
    case 'integer':
      return 'number';
    case 'string':
      return 'text';
    default:
      return 'json';
  }
}

function optionsOf(schema: Schema): Field['options'] {
  if (schema.enum) return schema.enum.map((value) => ({ value, title: String(value) }));
  const constants = (schema.anyOf ?? []).filter((option) => option.const !== undefined);
  if (constants.length === 0 || constants.length !== schema.anyOf?.length) return [];
  return constants.map((option) => ({ value: option.const ?? null, title: option.title ?? String(option.const) }));
}

function isText(schema: Schema | boolean | undefined): boolean {
  return typeof schema === 'object' && schema.type === 'string';
}

/** Follows a reference into the definitions; what stands beside it wins. */
function resolve(schema: Schema, root: Schema): Schema {
  const name = schema.$ref?.match(/^#\/\$defs\/(.+)$/)?.[1];
  const target = name === undefined ? undefined : root.$defs?.[name];
  return target ? { ...resolve(target, root), ...schema } : schema;
}

/** `failOnStatus` becomes `Fail on status`. */
function wordsOf(name: string): string {
  const words = name.replace(/([a-z0-9])([A-Z])/g, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Whether a parameter that has to be given is not. */
export function isMissing(field: Field, value: Json | undefined): boolean {
  if (!field.isRequired) return false;
  return value === undefined || value === '' || (field.control === 'text' && value === null);
}

/** Whether a parameter means anything beside the others; an expression may give any value, so with one it does. */
export function isWanted(
  { when = {} }: Field,
  values: Readonly<Record<string, Json>>,
  fields: readonly Field[],
): boolean {
  return Object.entries(when).every(([name, wanted]) => {
    const value = values[name] ?? fields.find((field) => field.name === name)?.default;
    return isExpression(value) || wanted.some((each) => each === value);
  });
}
