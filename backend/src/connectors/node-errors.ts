import type { RunError } from '../contract/index.js';

/** A step failed for a reason that trying again may heal. `code` is stable and part of the public surface. */
export class NodeError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly details?: RunError['details'],
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** The other side asked for a pause: another attempt before that would be in vain. */
export class RetryLaterError extends NodeError {
  constructor(
    code: string,
    message: string,
    readonly retryAfterMs: number,
    details?: RunError['details'],
  ) {
    super(code, message, details);
  }
}

/** A step failed in a way that no further attempt can heal: it is not retried, whatever the policy says. */
export class PermanentNodeError extends NodeError {}
