import { RE2JS } from 're2js';
import { ExpressionError } from './expression-error.js';

const KEPT = 200;
const kept = new Map<string, RE2JS>();

/**
 * Whether a regular expression is found in a text. RE2 matches in linear time whatever pattern and text are, so that no
 * pattern of a user can stop the process; it knows neither back-references nor look-around.
 *
 * @throws ExpressionError `EXPR_FAILED` if the pattern is none
 */
export function matchesPattern(text: string, pattern: string): boolean {
  return compile(pattern).matcher(text).find();
}

function compile(pattern: string): RE2JS {
  const known = kept.get(pattern);
  if (known) return known;
  try {
    const made = RE2JS.compile(pattern);
    if (kept.size >= KEPT) kept.clear();
    kept.set(pattern, made);
    return made;
  } catch (error) {
    throw new ExpressionError(
      'EXPR_FAILED',
      `"${pattern}" is not a regular expression that is supported here`,
      undefined,
      undefined,
      { cause: error },
    );
  }
}
