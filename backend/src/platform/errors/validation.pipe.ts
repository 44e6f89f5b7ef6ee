import { Injectable, StandardSchemaValidationPipe, type ArgumentMetadata } from '@nestjs/common';
import { AppError } from './app-error.js';
import { toPointer } from './pointer.js';

type Issues = Parameters<
  NonNullable<ConstructorParameters<typeof StandardSchemaValidationPipe>[0]>['exceptionFactory'] & object
>[0];

/** Checks bodies and queries against the contract's schemas; what does not fit is 422 with a JSON pointer to it. */
@Injectable()
export class ValidationPipe extends StandardSchemaValidationPipe {
  constructor() {
    super({ exceptionFactory: toValidationError });
  }

  override transform<T>(value: T, metadata: ArgumentMetadata): Promise<T> {
    const given = metadata.type === 'body' && value === undefined ? ({} as T) : value;
    return super.transform(given, metadata);
  }
}

/** Names the first thing that does not fit. */
export function toValidationError(issues: Issues): AppError {
  const [issue] = issues;
  const path = (issue?.path ?? []).map((segment) => (typeof segment === 'object' ? segment.key : segment));
  const name = path.length > 0 ? `${path.map(String).join('.')}: ` : '';
  return new AppError('VALIDATION_FAILED', `${name}${issue?.message ?? 'does not fit'}`, { pointer: toPointer(path) });
}
