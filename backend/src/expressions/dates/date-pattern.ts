/** A part of a pattern: text as it stands, or a field such as `yyyy`. */
export interface PatternPart {
  field?: DateField;
  text: string;
}

const FIELDS = [
  'yyyy',
  'yy',
  'MMMM',
  'MMM',
  'MM',
  'M',
  'dd',
  'd',
  'EEEE',
  'EEE',
  'HH',
  'H',
  'hh',
  'h',
  'mm',
  'm',
  'ss',
  's',
  'SSS',
  'a',
  'XXX',
  'xxx',
] as const;

export type DateField = (typeof FIELDS)[number];

const MAX_PATTERN = 200;
const PART = /'(?:[^']|'')*'|([A-Za-z])\1*|[^A-Za-z']+/gy;

/** Reads a pattern such as `dd.MM.yyyy 'at' HH:mm`, by the letters of Unicode. */
export function readDatePattern(pattern: string): PatternPart[] {
  if (pattern.length > MAX_PATTERN) throw new TypeError(`A date pattern has at most ${MAX_PATTERN} characters.`);
  const parts: PatternPart[] = [];
  let end = 0;
  for (const { 0: text, index } of pattern.matchAll(PART)) {
    end = index + text.length;
    parts.push(readPart(text, pattern));
  }
  if (end < pattern.length) throw new TypeError(`The pattern "${pattern}" has a quote that is not closed.`);
  return parts;
}

function readPart(text: string, pattern: string): PatternPart {
  if (text.startsWith("'")) return { text: text === "''" ? "'" : text.slice(1, -1).replaceAll("''", "'") };
  if (!/[A-Za-z]/.test(text)) return { text };
  if (isField(text)) return { field: text, text };
  throw new TypeError(
    `The pattern "${pattern}" has "${text}"; there are ${FIELDS.join(' ')}, and text stands in 'quotes'.`,
  );
}

function isField(text: string): text is DateField {
  return (FIELDS as readonly string[]).includes(text);
}
