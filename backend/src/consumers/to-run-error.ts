import type { RunError } from '../contract/index.js';
import { NodeError, PermanentNodeError, RetryLaterError } from '../connectors/node-errors.js';
import { ExpressionError } from '../expressions/expression-error.js';
import { AppError } from '../platform/errors/app-error.js';

export interface StepFailure {
  error: RunError;
  /** Whether no further attempt can heal it. */
  permanent: boolean;
  /** Milliseconds that the other side asked for. */
  retryAfter?: number;
}

/** What a run keeps of something that was thrown by one of its steps. */
export function toStepFailure(thrown: unknown): StepFailure {
  if (thrown instanceof ExpressionError)
    return { error: { code: thrown.code, message: thrown.message, ...placeOf(thrown) }, permanent: true };
  if (thrown instanceof NodeError) {
    const details = thrown.details === undefined ? {} : { details: thrown.details };
    return {
      error: { code: thrown.code, message: thrown.message, ...details },
      permanent: thrown instanceof PermanentNodeError,
      ...(thrown instanceof RetryLaterError && { retryAfter: thrown.retryAfterMs }),
    };
  }
  if (thrown instanceof Error)
    return {
      error: { code: codeOf(thrown), message: thrown.message, ...placeOf(thrown) },
      permanent: isLasting(thrown),
    };
  return { error: { code: 'STEP_FAILED', message: String(thrown) }, permanent: false };
}

/** An event that is refused for what it holds is refused again. */
function isLasting(error: Error): boolean {
  return error instanceof AppError && error.code === 'SCHEMA_MISMATCH';
}

/** Errors of the sandbox and the egress guard carry stable codes of their own. */
function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : 'STEP_FAILED';
}

function placeOf(error: Error): Pick<RunError, 'line' | 'column'> {
  const line = 'line' in error && typeof error.line === 'number' ? { line: error.line } : {};
  const column = 'column' in error && typeof error.column === 'number' ? { column: error.column } : {};
  return { ...line, ...column };
}
