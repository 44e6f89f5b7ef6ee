import type { Problem, ProblemCode } from '../../contract/index.js';
import { describeCode, type ErrorCode } from './error-codes.js';

export interface AppErrorFields {
  /** JSON pointer into the request's body. */
  pointer?: string;
  /** What the caller may do about it. */
  hint?: string;
  problems?: Problem[];
  /** Seconds after which it makes sense to try again. */
  retryAfter?: number;
}

/** A refusal that the caller is told of: a stable code, one sentence of detail, and what to do about it. */
export class AppError extends Error {
  constructor(
    readonly code: ErrorCode | ProblemCode,
    detail: string = describeCode(code).title,
    readonly fields: AppErrorFields = {},
    options?: ErrorOptions,
  ) {
    super(detail, options);
    this.name = 'AppError';
  }

  get status(): number {
    return describeCode(this.code).status;
  }

  /** The same refusal where only a part of what its pointer goes into is the request's body; without pointer if it is none. */
  onlyWithin(part: string): AppError {
    const { pointer, ...fields } = this.fields;
    const rest = pointer?.startsWith(`${part}/`) || pointer === part ? pointer.slice(part.length) : undefined;
    return new AppError(this.code, this.message, { ...fields, ...(rest !== undefined && { pointer: rest }) });
  }

  /** The same refusal where what is refused stands in an array with others. */
  within(index: number): AppError {
    const pointer = `/${index}${this.fields.pointer ?? ''}`;
    return new AppError(this.code, this.message, { ...this.fields, pointer }, { cause: this.cause });
  }
}
