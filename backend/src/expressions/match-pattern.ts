import { RE2JS } from 're2js';
import { ExpressionError } from './expression-error.js';

const MAX_PATTERN = 1000;
/** Steps of a match, at worst: the size of the compiled pattern times the length of the text. About 100 ms. */
const MAX_WORK = 5_000_000;
const KEPT = 200;
const kept = new Map<string, RE2JS>();

/**
 * Whether a regular expression is found in a text. RE2 matches in linear time whatever pattern and text are, so that no
 * pattern of a user can stop the process; it knows neither back-references nor look-around.
 *
 * @throws ExpressionError `EXPR_FAILED` if the pattern is none, `EXPR_LIMIT` if pattern and text are too large together
 */
export function matchesPattern(text: string, pattern: string): boolean {
  const compiled = compile(pattern);
  if (compiled.programSize() * text.length > MAX_WORK)
    throw new ExpressionError(
      'EXPR_LIMIT',
      `"${pattern}" cannot be looked for in a text of ${text.length} characters.`,
    );
  return compiled.matcher(text).find();
}

function compile(pattern: string): RE2JS {
  const known = kept.get(pattern);
  if (known) return known;
  if (pattern.length > MAX_PATTERN)
    throw new ExpressionError('EXPR_FAILED', `A regular expression has at most ${MAX_PATTERN} characters.`);
  try {
    const made = RE2JS.compile(pattern);
    if (kept.size >= KEPT) kept.clear();
    kept.set(pattern, made);
    return made;
  } catch (error) {
    const detail = `"${pattern}" is not a regular expression that is supported here.`;
    throw new ExpressionError('EXPR_FAILED', detail, undefined, undefined, { cause: error });
  }
}
