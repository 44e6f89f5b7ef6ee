import type { Json } from './read-schema';

/**
 * Reads what a person typed where any JSON value may stand: `5`, `true`, `null`, `{ … }` and `[ … ]` are what they look
 * like, a text in quotes is that text, and all else is text as it stands.
 */
export function readLoose(text: string): Json {
  const trimmed = text.trim();
  if (trimmed === '' || !/^["[{\-\dtfn]/.test(trimmed) || trimmed.startsWith('{{')) return text;
  try {
    return JSON.parse(trimmed) as Json;
  } catch {
    return text;
  }
}

/** Shows a value so that reading it gives the same value again. */
export function showLoose(value: Json | undefined): string {
  if (value === undefined) return '';
  if (typeof value !== 'string') return JSON.stringify(value);
  return readLoose(value) === value ? value : JSON.stringify(value);
}

/** The word for what kind of value was typed, where it is not plain text. */
export function kindOf(value: Json | undefined): string | undefined {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  return value === undefined || typeof value === 'string' ? undefined : typeof value;
}

/** Whether a text holds at least one `{{ … }}`. */
export function isExpression(value: Json | undefined): value is string {
  return typeof value === 'string' && value.includes('{{');
}
