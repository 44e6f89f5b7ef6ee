import { type Expression, parseExpressionAt } from 'acorn';
import { ExpressionError } from './expression-error.js';
import { SourceText } from './source-text.js';

/** No expression may be longer; characters. */
const MAX_EXPRESSION = 20_000;
const OPENING = '{{';
const CLOSING = '}}';

/** A part of a template: text as it stands, or an expression between `{{` and `}}`. */
export type TemplatePart = string | ExpressionPart;

export interface ExpressionPart {
  /** The syntax tree, or what is wrong with the text. */
  tree: Expression | ExpressionError;
}

/** Whether a text may hold an expression. */
export function mayHoldExpression(text: string): boolean {
  return text.includes(OPENING);
}

/**
 * Takes a template apart. The parser itself finds the end of each expression, so braces in texts and objects do not end
 * it. After a mistake the rest of the text is not looked at.
 */
export function splitTemplate(text: string): TemplatePart[] {
  const source = new SourceText(text);
  const parts: TemplatePart[] = [];
  let at = 0;
  for (let start = text.indexOf(OPENING); start >= 0; start = text.indexOf(OPENING, at)) {
    if (start > at) parts.push(text.slice(at, start));
    try {
      const { tree, end } = parseExpression(source, start + OPENING.length);
      parts.push({ tree });
      at = end;
    } catch (error) {
      parts.push({ tree: toProblem(error, source, start) });
      return parts;
    }
  }
  if (at < text.length) parts.push(text.slice(at));
  return parts;
}

function parseExpression(source: SourceText, start: number): { tree: Expression; end: number } {
  const { text } = source;
  if (text.slice(start).trimStart().startsWith(CLOSING))
    throw source.error('EXPR_SYNTAX', 'There is no expression between the braces.', start);
  const tree = parseExpressionAt(text, start, {
    ecmaVersion: 2022,
    sourceType: 'module',
    // Else a tree ends before the parenthesis that closes it.
    preserveParens: true,
  });
  if (tree.end - start > MAX_EXPRESSION)
    throw source.error('EXPR_SYNTAX', `An expression has at most ${MAX_EXPRESSION} characters.`, start);
  const end = skipSpace(text, tree.end);
  if (!text.startsWith(CLOSING, end)) throw source.error('EXPR_SYNTAX', 'The expression has to end with }} here.', end);
  return { tree, end: end + CLOSING.length };
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text.charAt(at))) at += 1;
  return at;
}

/** The parser tells the place in the text of its error message; here it has fields of its own. */
function toProblem(error: unknown, source: SourceText, start: number): ExpressionError {
  if (error instanceof ExpressionError) return error;
  if (error instanceof SyntaxError && 'pos' in error && typeof error.pos === 'number')
    return source.error('EXPR_SYNTAX', explain(error.message, source, error.pos), error.pos, { cause: error });
  return source.error('EXPR_SYNTAX', 'The expression is nested too deeply.', start, { cause: error });
}

function explain(message: string, { text }: SourceText, position: number): string {
  if (position >= text.length) return 'The expression has to end with }}.';
  if (text.startsWith(CLOSING, position)) return 'The expression ends too early, something is missing before }}.';
  return `${message.replace(/ \(\d+:\d+\)$/, '')}.`;
}
