import type { ProblemCode } from '../../contract/index.js';

/** Every error code of the HTTP surface that is not a problem of a workflow: its status and its title. Codes are stable. */
export const ERROR_CODES = {
  JSON_INVALID: { status: 400, title: 'The body is not valid JSON' },
  JSON_TOO_DEEP: { status: 400, title: 'The body is nested too deeply' },
  ENCODING_INVALID: { status: 400, title: 'The body is not valid UTF-8' },
  MULTIPART_INVALID: { status: 400, title: 'The multipart body has no boundary' },
  REQUEST_INVALID: { status: 400, title: 'The request cannot be understood' },
  UNAUTHENTICATED: { status: 401, title: 'You are not logged in' },
  LOGIN_FAILED: { status: 401, title: 'E-mail or password is wrong' },
  FORBIDDEN: { status: 403, title: 'You may not do this' },
  ORIGIN_MISMATCH: { status: 403, title: 'The request comes from another site' },
  NOT_FOUND: { status: 404, title: 'There is no such thing' },
  METHOD_NOT_ALLOWED: { status: 405, title: 'This address does not take that method' },
  REQUEST_TIMEOUT: { status: 408, title: 'The request took too long to arrive' },
  VERSION_CONFLICT: { status: 409, title: 'Somebody else saved this workflow in between' },
  ROUTE_CONFLICT: { status: 409, title: 'Another workflow owns this webhook path' },
  SETUP_DONE: { status: 409, title: 'The owner exists already' },
  EMAIL_TAKEN: { status: 409, title: 'Somebody has this e-mail address already' },
  LAST_OWNER: { status: 409, title: 'Nobody would be an owner any more' },
  OWN_ACCOUNT: { status: 409, title: 'This cannot be done to your own account' },
  NOT_PUBLISHED: { status: 409, title: 'The workflow is not published' },
  RUN_NOT_ENDED: { status: 409, title: 'The run has not ended yet' },
  RUN_ENDED: { status: 409, title: 'The run has ended already' },
  JOB_ENDED: { status: 409, title: 'The job has ended already' },
  LETTER_RESOLVED: { status: 409, title: 'The dead letter was dealt with already' },
  NOT_WAITING: { status: 409, title: 'Nothing waits for that' },
  BODY_TOO_LARGE: { status: 413, title: 'The body is too large' },
  PIN_TOO_LARGE: { status: 413, title: 'The output is too large to be pinned' },
  CONTENT_TYPE_UNSUPPORTED: { status: 415, title: 'This content type is not taken here' },
  VALIDATION_FAILED: { status: 422, title: 'The request does not fit' },
  WORKFLOW_INVALID: { status: 422, title: 'The workflow has problems' },
  PASSWORD_WRONG: { status: 422, title: 'The password is wrong' },
  KEY_FORBIDDEN: { status: 422, title: 'A key of this name is not allowed' },
  KEY_REUSED: { status: 422, title: 'The idempotency key was used for another body' },
  SCHEMA_INVALID: { status: 422, title: 'The schema cannot be used' },
  SCHEMA_MISMATCH: { status: 422, title: 'The data does not fit the schema of its topic' },
  SCHEMA_TOO_NEW: { status: 422, title: 'The workflow comes from a newer version' },
  TOO_MANY_ATTEMPTS: { status: 429, title: 'Too many attempts' },
  TOO_MANY_EVENTS: { status: 429, title: 'This source sends more than can be taken' },
  HEADERS_TOO_LARGE: { status: 431, title: 'The headers are too large' },
  INTERNAL: { status: 500, title: 'Something went wrong on our side' },
  OVERLOADED: { status: 503, title: 'The server cannot take more at the moment' },
  RUN_TIMEOUT: { status: 504, title: 'The run did not end in time' },
  RUN_FAILED: { status: 500, title: 'The run failed' },
} as const satisfies Record<string, { status: number; title: string }>;

/** A workflow that is refused carries the code of its first problem. */
export function describeCode(code: ErrorCode | ProblemCode): { status: number; title: string } {
  return code in ERROR_CODES ? ERROR_CODES[code as ErrorCode] : ERROR_CODES.WORKFLOW_INVALID;
}

export type ErrorCode = keyof typeof ERROR_CODES;
