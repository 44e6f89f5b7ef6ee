/** What can go wrong with an expression: when it is read (the first two) or when it is evaluated. */
export type ExpressionErrorCode = 'EXPR_SYNTAX' | 'EXPR_UNKNOWN_NAME' | 'EXPR_FAILED' | 'EXPR_LIMIT';

/** An expression cannot be compiled or evaluated. Line and column count from 1, in the text that holds the `{{ }}`. */
export class ExpressionError extends Error {
  constructor(
    readonly code: ExpressionErrorCode,
    message: string,
    readonly line?: number,
    readonly column?: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'ExpressionError';
  }
}
