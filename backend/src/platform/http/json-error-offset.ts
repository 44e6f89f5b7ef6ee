const LITERALS: Record<string, string> = { t: 'true', f: 'false', n: 'null' };
const BLANK = /[ \t\n\r]/;
const NUMBER = /[-+.\deE]*/y;

/**
 * Where a text stops being JSON at a place where a value should stand, as the offset of the first character that does
 * not fit. For texts of which V8 says "Unexpected token" without a position: all that is before such a place is in order.
 */
export function jsonErrorOffset(text: string): number {
  let before = '';
  for (let at = 0; at < text.length;) {
    const char = text.charAt(at);
    if (BLANK.test(char)) {
      at += 1;
      continue;
    }
    const end = tokenEnd(text, at, before);
    if (end < 0) return -end - 1;
    before = char;
    at = end;
  }
  return text.length;
}

/** The end of the token that begins at a place; if it does not fit, -1 - the offset of what does not. */
function tokenEnd(text: string, at: number, before: string): number {
  const char = text.charAt(at);
  const misfit = -1 - at;
  if (char === '"') return stringEnd(text, at);
  if (char === '{' || char === '[') return at + 1;
  if (char === '}' || char === ']') return before === ',' || before === ':' ? misfit : at + 1;
  if (char === ',' || char === ':') return '[{,:'.includes(before) ? misfit : at + 1;
  const literal = LITERALS[char];
  if (literal !== undefined) return literalEnd(text, at, literal);
  NUMBER.lastIndex = at;
  const length = NUMBER.exec(text)?.[0].length ?? 0;
  return length === 0 ? misfit : at + length;
}

function stringEnd(text: string, at: number): number {
  for (let end = at + 1; end < text.length; end += 1) {
    if (text.charAt(end) === '\\') end += 1;
    else if (text.charAt(end) === '"') return end + 1;
  }
  return text.length;
}

function literalEnd(text: string, at: number, literal: string): number {
  for (let index = 0; index < literal.length; index += 1)
    if (text.charAt(at + index) !== literal.charAt(index)) return -1 - (at + index);
  return at + literal.length;
}
