import { RE2JS } from 're2js';
import { ExpressionError } from './expression-error.js';

const MAX_PATTERN = 1000;
/** Steps of a match, at worst: the size of the compiled pattern times the length of the text. About 100 ms. */
const MAX_WORK = 5_000_000;
/** So much of that work is a step of an evaluation. */
const WORK_OF_A_STEP = 5;
const STEPS_OF_COMPILING = 20;
const KEPT = 200;
const kept = new Map<string, RE2JS>();

/**
 * Whether a regular expression is found in a text. RE2 matches in linear time whatever pattern and text are, so that no
 * pattern of a user can stop the process; it knows neither back-references nor look-around.
 *
 * @throws ExpressionError `EXPR_FAILED` if the pattern is none, `EXPR_LIMIT` if pattern and text are too large together
 */
export function matchesPattern(text: string, pattern: string): boolean {
  return matcherOf(text, pattern).find();
}

/**
 * What the first group of a regular expression finds in a text, or all that it finds if it has no group.
 *
 * @returns null if it finds nothing
 * @throws ExpressionError as `matchesPattern`
 */
export function extractPattern(text: string, pattern: string): string | null {
  const matcher = matcherOf(text, pattern);
  if (!matcher.find()) return null;
  return matcher.group(matcher.groupCount() > 0 ? 1 : 0) ?? null;
}

/** What a match costs, as steps of an evaluation; the pattern may have to be compiled first. */
export function patternWork(text: string, pattern: string): number {
  return (compile(pattern).programSize() * (text.length + STEPS_OF_COMPILING)) / WORK_OF_A_STEP;
}

/**
 * Makes a regular expression ready to be looked for in many texts.
 *
 * @returns tells whether it is found in a text
 * @throws ExpressionError as `matchesPattern`; so does what is returned
 */
export function patternMatcher(pattern: string): (text: string) => boolean {
  const compiled = compile(pattern);
  return (text) => matcherIn(text, pattern, compiled).find();
}

function matcherOf(text: string, pattern: string): ReturnType<RE2JS['matcher']> {
  return matcherIn(text, pattern, compile(pattern));
}

function matcherIn(text: string, pattern: string, compiled: RE2JS): ReturnType<RE2JS['matcher']> {
  if (compiled.programSize() * text.length > MAX_WORK)
    throw new ExpressionError(
      'EXPR_LIMIT',
      `"${pattern}" cannot be looked for in a text of ${text.length} characters.`,
    );
  return compiled.matcher(text);
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
