/** Texts of which JSON is as long as they are, but for the quotes. */
const PLAIN = /^[ !#-[\]-~]*$/;

/** How many bytes values take as JSON in UTF-8. Objects are measured once: the steps of a run share what they hold. */
export class JsonSizes {
  private readonly known = new WeakMap<object, number>();

  of(value: unknown): number {
    if (typeof value === 'string') return textSize(value);
    if (typeof value !== 'object' || value === null) return String(value ?? null).length;
    const known = this.known.get(value);
    if (known !== undefined) return known;
    const size = Array.isArray(value) ? this.ofItems(value) : this.ofFields(value);
    this.known.set(value, size);
    return size;
  }

  private ofItems(items: readonly unknown[]): number {
    let size = 2 + Math.max(0, items.length - 1);
    for (const item of items) size += this.of(item);
    return size;
  }

  private ofFields(value: object): number {
    const fields = fieldsOf(value);
    let size = 2 + Math.max(0, fields.length - 1);
    for (const [name, field] of fields) size += textSize(name) + 1 + this.of(field);
    return size;
  }
}

/** How many bytes a text takes as JSON, with its quotes. */
export function textSize(text: string): number {
  return PLAIN.test(text) ? text.length + 2 : Buffer.byteLength(JSON.stringify(text));
}

/** The fields of an object that JSON tells. */
export function fieldsOf(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, field]) => field !== undefined);
}
