import { compileTemplate, ExpressionError, type Scope } from '@eventloom/backend/expressions';
import { describeValue, showValue } from '../expressions/describe-value';
import type { Preview } from './preview';

const LONGEST = 2000;

/** Evaluates any value with `{{ }}` in it just as a run would. */
export function evaluatePreview(value: unknown, given: Readonly<Record<string, unknown>>): Preview {
  const scope = { ...given, now: given.now ?? new Date() } as unknown as Scope;
  const compiled = compileTemplate(value);
  const missing = compiled.names.find((name) => !(name in scope));
  if (compiled.problems.length === 0 && missing !== undefined)
    return toError(`There is no data for “${missing}” yet: run the workflow once.`);
  try {
    const result = compiled.evaluate(scope);
    return { status: 'value', kind: describeValue(result), text: showValue(result, LONGEST) };
  } catch (error) {
    if (error instanceof ExpressionError) return toError(error.message, error);
    return toError(error instanceof Error ? error.message : String(error));
  }
}

function toError(message: string, error?: ExpressionError): Preview {
  const isMistake = error?.code === 'EXPR_SYNTAX' || error?.code === 'EXPR_UNKNOWN_NAME';
  return { status: 'error', message, line: error?.line, column: error?.column, isMistake };
}
