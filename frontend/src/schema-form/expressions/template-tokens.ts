export type TemplateToken = 'brace' | 'string' | 'number' | 'keyword' | 'propertyName' | 'name';

interface Token {
  from: number;
  to: number;
  token: TemplateToken;
}

const EXPRESSION = /\{\{([\s\S]*?)(?:\}\}|$)/g;
const PARTS: readonly (readonly [TemplateToken, string])[] = [
  ['string', String.raw`"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\x60(?:\\.|[^\x60\\])*\x60`],
  ['number', String.raw`\b\d[\d.]*\b`],
  ['keyword', String.raw`\b(?:true|false|null|undefined|typeof|in)\b`],
  ['propertyName', String.raw`(?<=\.)[A-Za-z_$][\w$]*`],
  ['name', String.raw`[A-Za-z_$][\w$]*`],
];
const PART = new RegExp(PARTS.map(([, pattern]) => `(${pattern})`).join('|'), 'g');

/** What is to be coloured in a text with `{{ }}`, in its order. */
export function tokensOf(text: string): Token[] {
  return [...text.matchAll(EXPRESSION)].flatMap((match) => {
    const start = match.index + 2;
    const end = start + (match[1]?.length ?? 0);
    const inner = [...(match[1] ?? '').matchAll(PART)].map((part) => tokenOf(part, start));
    const closing: Token[] = text.startsWith('}}', end) ? [{ from: end, to: end + 2, token: 'brace' }] : [];
    return [{ from: match.index, to: start, token: 'brace' as const }, ...inner, ...closing];
  });
}

function tokenOf(part: RegExpExecArray, start: number): Token {
  const kind = part.slice(1).findIndex((group) => group !== undefined);
  const from = start + part.index;
  return { from, to: from + part[0].length, token: PARTS[kind]?.[0] ?? 'name' };
}
