import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import type { JsonSchema } from '../../contract/index.js';
import { patternMatcher } from '../../expressions/match-pattern.js';
import { AppError } from '../../platform/errors/app-error.js';
import { toPointer } from '../../platform/errors/pointer.js';
import { checkSchema } from './check-schema.js';
import { FORMATS } from './formats.js';

/** Why data does not fit a schema. */
export interface SchemaProblem {
  /** JSON pointer into the data. */
  pointer: string;
  message: string;
}

/** Tells why data does not fit, if it does not. */
export type SchemaCheck = (data: unknown) => SchemaProblem | undefined;

const ajv = createAjv();

/**
 * Makes a JSON Schema, draft 2020-12, ready to judge data.
 *
 * @throws AppError `SCHEMA_INVALID` with a pointer that begins with `/schema`
 */
export function compileSchema(schema: JsonSchema): SchemaCheck {
  checkSchema(schema);
  const validate = compile(schema);
  return (data) => {
    try {
      return validate(data) ? undefined : toProblem(validate.errors ?? []);
    } catch (error) {
      // A pattern and a text that are too large together.
      return { pointer: '', message: error instanceof Error ? error.message : 'it could not be checked' };
    }
  };
}

function compile(schema: JsonSchema) {
  try {
    return ajv.compile(schema);
  } catch (error) {
    const [first] = ajv.errors ?? [];
    const detail = first?.message ?? (error instanceof Error ? error.message : 'it is none');
    const pointer = `/schema${first?.instancePath ?? ''}`;
    throw new AppError('SCHEMA_INVALID', `The schema cannot be used: ${detail}.`, { pointer }, { cause: error });
  } finally {
    if (typeof schema === 'object') ajv.removeSchema(schema);
    ajv.errors = null;
  }
}

/** Patterns run in linear time, whatever they are; so do lists whose items must differ. */
function createAjv(): Ajv2020 {
  const regExp = Object.assign(
    (pattern: string) => ({ test: patternMatcher(pattern), toString: () => pattern }),
    // For modules that are written out, which these are not.
    { code: 'patternMatcher' },
  );
  const made = new Ajv2020({
    strict: false,
    ownProperties: true,
    addUsedSchema: false,
    logger: false,
    code: { regExp },
  });
  for (const [name, validate] of FORMATS) made.addFormat(name, { type: 'string', validate });
  made.removeKeyword('uniqueItems');
  made.addKeyword({
    keyword: 'uniqueItems',
    type: 'array',
    schemaType: 'boolean',
    validate: (isAsked: boolean, items: unknown[]) => !isAsked || hasOnlyDifferent(items),
    error: { message: 'must not have the same item twice' },
  });
  return made;
}

function hasOnlyDifferent(items: readonly unknown[]): boolean {
  return new Set(items.map((item) => JSON.stringify(item, inOrder))).size === items.length;
}

/** Objects are the same whatever the order of their keys. */
function inOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** Of several things that are wrong, the one that is deepest in the data; of those, the one that sums the others up. */
function toProblem(errors: readonly ErrorObject[]): SchemaProblem {
  const paths = errors.map((error) => ({ error, pointer: pointerOf(error) }));
  const deepest = paths.reduce<(typeof paths)[number] | undefined>(
    (best, one) => (best && depthOf(one.pointer) < depthOf(best.pointer) ? best : one),
    undefined,
  );
  return { pointer: deepest?.pointer ?? '', message: deepest?.error.message ?? 'does not fit' };
}

/** What is missing, or too much, has the place that it has or would have. */
function pointerOf({ instancePath, params }: ErrorObject): string {
  const { missingProperty, additionalProperty, unevaluatedProperty } = params as Record<string, string | undefined>;
  const name = missingProperty ?? additionalProperty ?? unevaluatedProperty;
  return name === undefined ? instancePath : `${instancePath}${toPointer([name])}`;
}

function depthOf(pointer: string): number {
  return pointer.split('/').length;
}
