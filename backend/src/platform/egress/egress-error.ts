export type EgressErrorCode =
  | 'EGRESS_BLOCKED'
  | 'HTTP_URL_INVALID'
  | 'HTTP_REQUEST_INVALID'
  | 'HTTP_UNREACHABLE'
  | 'HTTP_TIMEOUT'
  | 'HTTP_REDIRECTS'
  | 'OUTPUT_TOO_LARGE';

/** A request did not leave this process, or brought back nothing that can be used. `code` is stable. */
export class EgressError extends Error {
  constructor(
    readonly code: EgressErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'EgressError';
  }
}
