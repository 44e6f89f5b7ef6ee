import { parseExpressionAt, type Expression } from 'acorn';
import { ExpressionError } from './expression-error.js';

/** A piece of a text: as it stands, or the tree of an expression between `{{` and `}}`. */
export type TemplatePart = { text: string } | { expression: Expression };

export interface SplitTemplate {
  parts: TemplatePart[];
  /** What is wrong, and where in the text. The parts before it are good. */
  error?: { detail: string; offset: number };
}

/**
 * Splits a text at its expressions. The parser itself tells where an expression ends, so that braces within it do not
 * matter.
 */
export function splitTemplate(text: string): SplitTemplate {
  const parts: TemplatePart[] = [];
  let position = 0;
  for (;;) {
    const open = text.indexOf('{{', position);
    if (open === -1) break;
    if (open > position) parts.push({ text: text.slice(position, open) });
    try {
      const expression = parseExpressionAt(text, open + 2, { ecmaVersion: 2022 });
      const close = skipSpace(text, expression.end);
      if (!text.startsWith('}}', close))
        return { parts, error: { detail: 'the expression is not closed by `}}`', offset: close } };
      parts.push({ expression });
      position = close + 2;
    } catch (error) {
      return { parts, error: toSplitError(error, open) };
    }
  }
  if (position < text.length) parts.push({ text: text.slice(position) });
  return { parts };
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text[at] ?? '')) at += 1;
  return at;
}

function toSplitError(error: unknown, open: number): { detail: string; offset: number } {
  const offset = error instanceof SyntaxError && 'pos' in error && typeof error.pos === 'number' ? error.pos : open;
  const message = error instanceof Error ? error.message.replace(/ \(\d+:\d+\)$/, '') : String(error);
  return { detail: message, offset };
}

/** Line and column, from 1, of an offset. */
export function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** The error that a text with a syntax error throws when it is evaluated nevertheless. */
export function toExpressionError(
  text: string,
  detail: string,
  offset: number,
  code: 'EXPR_SYNTAX' | 'EXPR_UNKNOWN_NAME',
): ExpressionError {
  const { line, column } = placeOf(text, offset);
  return new ExpressionError(code, detail, line, column);
}
