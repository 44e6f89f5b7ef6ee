import { ExpressionCompiler, type Evaluate } from './compile-expression.js';
import { ExpressionError } from './expression-error.js';
import { Meter } from './meter.js';
import { findReferences } from './references.js';
import type { Scope } from './scope.js';
import { placeOf, splitTemplate } from './split-template.js';
import { isUserFunction, toText } from './values.js';

/** One thing that is wrong with an expression: `pointer` is a JSON pointer into the value, line and column count from 1. */
export interface TemplateProblem {
  code: 'EXPR_SYNTAX' | 'EXPR_UNKNOWN_NAME';
  detail: string;
  pointer: string;
  line: number;
  column: number;
}

/** A value with its expressions compiled. */
export interface CompiledTemplate {
  /** @throws ExpressionError */
  evaluate(scope: Scope): unknown;
  /** Whether there is no expression in it. */
  constant: boolean;
  problems: TemplateProblem[];
  /** The nodes whose steps it looks at. */
  references: string[];
}

type Part = (scope: Scope) => unknown;

/**
 * Compiles all `{{ }}` in a JSON value, however deep. A text that is exactly one expression keeps the value's type, any
 * other becomes text. What data contains is never compiled.
 */
export function compileTemplate(value: unknown): CompiledTemplate {
  const problems: TemplateProblem[] = [];
  const references = new Set<string>();
  const part = compileValue(value, '', problems, references);
  return { evaluate: part ?? (() => value), constant: part === undefined, problems, references: [...references] };
}

/** Undefined for a value without expressions. */
function compileValue(
  value: unknown,
  pointer: string,
  problems: TemplateProblem[],
  references: Set<string>,
): Part | undefined {
  if (typeof value === 'string')
    return value.includes('{{') ? compileText(value, pointer, problems, references) : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  const entries = Object.entries(value).map(([key, item]) => ({
    key,
    item: item as unknown,
    part: compileValue(item, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`, problems, references),
  }));
  if (entries.every(({ part }) => part === undefined)) return undefined;
  if (Array.isArray(value)) return (scope) => entries.map(({ item, part }) => (part ? part(scope) : item));
  return (scope) => {
    const made: Record<string, unknown> = {};
    for (const { key, item, part } of entries) made[key] = part ? part(scope) : item;
    return made;
  };
}

function compileText(text: string, pointer: string, problems: TemplateProblem[], references: Set<string>): Part {
  const before = problems.length;
  const report = (code: TemplateProblem['code'], detail: string, offset: number) => {
    problems.push({ code, detail, pointer, ...placeOf(text, offset) });
  };
  const { parts, error } = splitTemplate(text);
  if (error) report('EXPR_SYNTAX', error.detail, error.offset);
  const compiler = new ExpressionCompiler(report);
  const compiled = parts.map((part): string | Evaluate => {
    if ('text' in part) return part.text;
    for (const nodeId of findReferences(part.expression)) references.add(nodeId);
    return compiler.compile(part.expression);
  });
  const wrong = problems[before];
  if (wrong) {
    return () => {
      throw new ExpressionError(wrong.code, wrong.detail, wrong.line, wrong.column);
    };
  }
  const [only] = compiled;
  const isOne = compiled.length === 1 && typeof only === 'function';
  return isOne
    ? (scope) => evaluate(only, scope, text)
    : (scope) => compiled.map((one) => (typeof one === 'string' ? one : toText(evaluate(one, scope, text)))).join('');
}

function evaluate(part: Evaluate, scope: Scope, text: string): unknown {
  try {
    const value = part({ scope, meter: new Meter(), frame: undefined });
    if (isUserFunction(value)) throw new ExpressionError('EXPR_FAILED', 'the result is a function');
    return value;
  } catch (error) {
    throw toEvaluationError(error, text);
  }
}

/** Names the expression; deep recursion of arrows ends as a `RangeError` of the stack. */
function toEvaluationError(error: unknown, text: string): ExpressionError {
  const code =
    error instanceof ExpressionError ? error.code : error instanceof RangeError ? 'EXPR_LIMIT' : 'EXPR_FAILED';
  const message = error instanceof Error ? error.message : String(error);
  return new ExpressionError(
    code,
    `${message} in ${text.length > 200 ? `${text.slice(0, 200)}…` : text}`,
    undefined,
    undefined,
    { cause: error },
  );
}
