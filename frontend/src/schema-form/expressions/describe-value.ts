/** What a value is, in a word or two: `string`, `list of 3`, `object`. */
export function describeValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return `list of ${value.length.toLocaleString('en')}`;
  if (value instanceof Date) return 'date';
  return typeof value;
}

/** A value in a line: a text as it is, all else as JSON; what is too long ends with `…`. */
export function showValue(value: unknown, longest: number): string {
  const text = textOf(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

function textOf(value: unknown): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid date' : value.toISOString();
  return typeof value === 'object' ? (JSON.stringify(value) ?? '') : String(value);
}
