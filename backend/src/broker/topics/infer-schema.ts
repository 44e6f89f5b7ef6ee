import type { JsonSchema } from '../../contract/index.js';
import { MAX_SCHEMA_LENGTH } from './check-schema.js';
import { FORMATS } from './formats.js';

/** An object with more different keys than this is a table of things, not a thing with properties. */
const MAX_PROPERTIES = 100;

/** What is deeper is not described. */
const MAX_DEPTH = 10;

/** A key that schemas may not have. */
const FORBIDDEN = '__proto__';

type Kind = 'null' | 'boolean' | 'integer' | 'number' | 'string' | 'array' | 'object';

/** Formats that are worth to be told; the first that all texts of a place have. */
const TOLD = ['date-time', 'email', 'uri'];

/** All that was seen at one place of the data. */
class Seen {
  readonly kinds = new Set<Kind>();
  /** The formats that every text so far has. */
  formats = TOLD;
  objects = 0;
  readonly properties = new Map<string, { seen: Seen; times: number }>();
  items: Seen | undefined;

  /** @param depth how far what is within the value is looked at */
  add(value: unknown, depth: number): void {
    const kind = kindOf(value);
    this.kinds.add(kind);
    if (kind === 'string') this.formats = this.formats.filter((format) => FORMATS.get(format)?.(value as string));
    if (depth === 0) return;
    if (kind === 'array') this.addItems(value as unknown[], depth - 1);
    if (kind === 'object') this.addProperties(value as object, depth - 1);
  }

  private addItems(items: readonly unknown[], depth: number): void {
    const seen = (this.items ??= new Seen());
    for (const item of items) seen.add(item, depth);
  }

  private addProperties(object: object, depth: number): void {
    this.objects += 1;
    for (const [name, value] of Object.entries(object)) {
      if (name === FORBIDDEN) continue;
      const property = this.properties.get(name) ?? { seen: new Seen(), times: 0 };
      property.seen.add(value, depth);
      property.times += 1;
      // One more than there may be tells that there are too many.
      if (this.properties.size <= MAX_PROPERTIES) this.properties.set(name, property);
    }
  }
}

/**
 * A schema that all of the data fits: types, properties, which of them are always there, formats of text. What is alike but
 * not the same (several types, objects in a list) is put together.
 */
export function inferSchema(samples: readonly unknown[], depth = MAX_DEPTH): JsonSchema {
  const seen = new Seen();
  for (const sample of samples) seen.add(sample, depth);
  const schema = { $schema: 'https://json-schema.org/draft/2020-12/schema', ...describe(seen) };
  const isTooLong = depth > 0 && JSON.stringify(schema).length > MAX_SCHEMA_LENGTH;
  return isTooLong ? inferSchema(samples, depth - 1) : schema;
}

function describe(seen: Seen): Record<string, unknown> {
  const kinds = [...seen.kinds].filter((kind) => kind !== 'integer' || !seen.kinds.has('number')).sort();
  if (kinds.length === 0) return {};
  const [format] = seen.kinds.has('string') ? seen.formats : [];
  return {
    type: kinds.length === 1 ? kinds[0] : kinds,
    ...(format && { format }),
    ...(seen.items && seen.items.kinds.size > 0 && { items: describe(seen.items) }),
    ...(seen.objects > 0 && describeProperties(seen)),
  };
}

function describeProperties({ properties, objects }: Seen): Record<string, unknown> {
  if (properties.size === 0 || properties.size > MAX_PROPERTIES) return {};
  const entries = [...properties];
  const required = entries.filter(([, { times }]) => times === objects).map(([name]) => name);
  return {
    properties: Object.fromEntries(entries.map(([name, property]) => [name, describe(property.seen)])),
    ...(required.length > 0 && { required }),
  };
}

function kindOf(value: unknown): Kind {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  if (typeof value === 'object' || typeof value === 'boolean') return typeof value as 'object' | 'boolean';
  return 'string';
}
