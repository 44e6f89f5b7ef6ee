/** A place at which less is shown than there is; `size` counts all characters of the text there, or all items or fields. */
export interface Cut {
  /** JSON pointer from the root of the value. */
  pointer: string;
  size: number;
}

/** A value that may have been cut. */
export interface Part {
  value: unknown;
  cuts: readonly Cut[];
}

/** Where the rest of a value is that is shown in part. */
export interface Rest {
  /** How long the whole is. */
  bytes: number;
  cuts: readonly Cut[];
  /** Where the whole can be had as a file. */
  href: string;
  /** What is at a place, from one character, item or field on. */
  load: (pointer: string, offset: number) => Promise<Part>;
}

/** How much of a text, list or object is there: its characters, items or fields. */
export function lengthOf(value: unknown): number {
  if (typeof value === 'string' || Array.isArray(value)) return value.length;
  return typeof value === 'object' && value !== null ? Object.keys(value).length : 0;
}

/** What a pointer points to; `undefined` if there is nothing. */
export function valueAt(value: unknown, pointer: string): unknown {
  return namesOf(pointer).reduce<unknown>(
    (at, name) =>
      typeof at === 'object' && at !== null && Object.hasOwn(at, name)
        ? (at as Record<string, unknown>)[name]
        : undefined,
    value,
  );
}

/** Joins to what is shown what was loaded for one of its cuts: it begins where that ended. */
export function joinPart(shown: Part, pointer: string, loaded: Part): Part {
  const joined = join(valueAt(shown.value, pointer), loaded.value);
  const cuts = shown.cuts.filter((cut) => cut.pointer !== pointer);
  return { value: setAt(shown.value, namesOf(pointer), joined), cuts: [...cuts, ...loaded.cuts] };
}

function join(start: unknown, rest: unknown): unknown {
  if (typeof start === 'string' && typeof rest === 'string') return start + rest;
  if (Array.isArray(start) && Array.isArray(rest)) return [...(start as unknown[]), ...(rest as unknown[])];
  if (isObject(start) && isObject(rest)) return { ...start, ...rest };
  return rest;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function setAt(value: unknown, [name, ...further]: readonly string[], next: unknown): unknown {
  if (name === undefined) return next;
  if (Array.isArray(value)) {
    const items: unknown[] = [...(value as unknown[])];
    items[Number(name)] = setAt(items[Number(name)], further, next);
    return items;
  }
  if (!isObject(value)) return value;
  const fields = Object.entries(value);
  return Object.fromEntries(fields.map(([own, field]) => [own, own === name ? setAt(field, further, next) : field]));
}

function namesOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}
