import type { JsonSchema } from '../../contract/index.js';
import { patternMatcher } from '../../expressions/match-pattern.js';
import { AppError } from '../../platform/errors/app-error.js';
import { toPointer } from '../../platform/errors/pointer.js';

/** A longer schema is refused; characters of JSON. */
export const MAX_SCHEMA_LENGTH = 64 * 1024;
const MAX_DEPTH = 32;

/** So many parts a schema has at most, each as often as it is referred to: that is how often a value may be looked at. */
const MAX_PARTS = 10_000;

/** Keywords whose values are data, whatever is in them. */
const DATA_KEYWORDS = new Set(['enum', 'const', 'default', 'examples']);

type Path = readonly PropertyKey[];

/**
 * Refuses a schema that could take its time with the data of strangers, or looks beyond itself. References stay within it
 * and lead in no circle.
 *
 * @throws AppError `SCHEMA_INVALID` with a pointer into the schema
 */
export function checkSchema(schema: JsonSchema): void {
  if (JSON.stringify(schema).length > MAX_SCHEMA_LENGTH)
    throw invalid(`it is longer than ${MAX_SCHEMA_LENGTH} characters`, []);
  new Weighing(schema).weigh(schema, []);
}

class Weighing {
  private readonly weights = new Map<object, number>();
  private readonly open = new Set<object>();

  constructor(private readonly root: JsonSchema) {}

  /** How many parts a schema has, each as often as it is referred to. */
  weigh(part: unknown, path: Path): number {
    if (typeof part !== 'object' || part === null) return 1;
    const known = this.weights.get(part);
    if (known !== undefined) return known;
    if (this.open.has(part)) throw invalid('it refers to itself, which is not supported', path);
    if (path.length > MAX_DEPTH) throw invalid(`it is nested deeper than ${MAX_DEPTH} levels`, path);
    this.open.add(part);
    let weight = 1;
    for (const [key, value] of Object.entries(part)) weight += this.weighKeyword(key, value, [...path, key]);
    this.open.delete(part);
    if (weight > MAX_PARTS) throw invalid(`it has more than ${MAX_PARTS} parts, counting references`, path);
    this.weights.set(part, weight);
    return weight;
  }

  private weighKeyword(key: string, value: unknown, path: Path): number {
    if (DATA_KEYWORDS.has(key)) return 1;
    const isText = typeof value === 'string';
    if (isText && (key === '$dynamicRef' || key === '$recursiveRef')) throw invalid(`${key} is not supported`, path);
    if (isText && key === '$id' && path.length > 1) throw invalid('only the whole schema may have an $id', path);
    if (isText && key === 'pattern') requirePattern(value, path);
    if (key === 'patternProperties') for (const name of Object.keys(value ?? {})) requirePattern(name, [...path, name]);
    return isText && key === '$ref' ? this.weigh(this.find(value, path), path) : this.weigh(value, path);
  }

  private find(reference: string, path: Path): unknown {
    if (!/^#(\/|$)/.test(reference))
      throw invalid(`"${reference}" is not a place in this schema, like #/$defs/x`, path);
    let found: unknown = this.root;
    for (const segment of reference.split('/').slice(1)) {
      const key = unescape(segment);
      const isThere = typeof found === 'object' && found !== null && Object.hasOwn(found, key);
      if (!isThere) throw invalid(`there is nothing at "${reference}"`, path);
      found = (found as Record<string, unknown>)[key];
    }
    return found;
  }
}

function unescape(segment: string): string {
  return unquote(segment).replaceAll('~1', '/').replaceAll('~0', '~');
}

/** References are URI fragments. */
function unquote(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function requirePattern(pattern: string, path: Path): void {
  try {
    patternMatcher(pattern);
  } catch (error) {
    throw invalid(error instanceof Error ? error.message.replace(/\.$/, '') : 'a pattern is none', path);
  }
}

function invalid(what: string, path: Path): AppError {
  return new AppError('SCHEMA_INVALID', `The schema cannot be used: ${what}.`, {
    pointer: `/schema${toPointer(path)}`,
  });
}
