import { ExpressionError, type ExpressionErrorCode } from './expression-error.js';
import { LimitReached } from './evaluation.js';

/** Where a node stands in the text. */
export interface Span {
  start: number;
  end: number;
}

/** The text that a person wrote, and errors that point into it. */
export class SourceText {
  constructor(readonly text: string) {}

  /** The part of the text that a node was read from, shortened for messages. */
  show({ start, end }: Span): string {
    const part = this.text.slice(start, end).trim();
    return part.length > 80 ? `${part.slice(0, 77)}...` : part;
  }

  error(code: ExpressionErrorCode, message: string, offset: number, options?: ErrorOptions): ExpressionError {
    const before = this.text.slice(0, offset).split('\n');
    return new ExpressionError(code, message, before.length, (before.at(-1)?.length ?? 0) + 1, options);
  }

  /** What an evaluation threw, as an error that names the expression. */
  wrap(thrown: unknown, span: Span): ExpressionError {
    if (thrown instanceof ExpressionError && thrown.line !== undefined) return thrown;
    const code = codeOf(thrown);
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    return this.error(code, `${reason} In: ${this.show(span)}`, span.start, { cause: thrown });
  }
}

function codeOf(thrown: unknown): ExpressionErrorCode {
  if (thrown instanceof ExpressionError) return thrown.code;
  return thrown instanceof LimitReached ? 'EXPR_LIMIT' : 'EXPR_FAILED';
}
