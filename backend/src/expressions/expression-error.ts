/** An expression could not be compiled or evaluated. `line` and `column`, from 1, are places in the user's own text. */
export class ExpressionError extends Error {
  constructor(
    readonly code: 'EXPR_SYNTAX' | 'EXPR_UNKNOWN_NAME' | 'EXPR_FAILED' | 'EXPR_LIMIT' | 'KEY_FORBIDDEN',
    message: string,
    readonly line?: number,
    readonly column?: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'ExpressionError';
  }
}
