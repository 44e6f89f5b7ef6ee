import { AppError } from '../platform/errors/app-error.js';

/**
 * Has what refuses an event point into the request's body, where that is only a part of the event.
 *
 * @param part JSON pointer to the body, in the event
 */
export function inBody<Result>(part: string, accepted: Promise<Result>): Promise<Result> {
  return accepted.catch((error: unknown) => {
    throw error instanceof AppError && error.fields.pointer !== undefined ? error.onlyWithin(part) : error;
  });
}
