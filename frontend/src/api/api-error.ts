import { errorBodySchema, type ErrorBody, type Problem } from '@eventloom/backend/contract';

/** An answer that is not a success, or none at all (`status` 0, code `UNREACHABLE`). */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly status: number,
    /** The server's stable code, e.g. `VERSION_CONFLICT`. */
    readonly code: string,
    detail: string,
    private readonly body?: ErrorBody,
  ) {
    super(detail);
  }

  /** What to do about it, if the server knows. */
  get hint(): string | undefined {
    return this.body?.hint;
  }

  /** JSON pointer to the part of the request that was refused. */
  get pointer(): string | undefined {
    return this.body?.pointer;
  }

  get requestId(): string | undefined {
    return this.body?.requestId;
  }

  /** What is wrong with a workflow that was refused. */
  get problems(): Problem[] {
    return this.body?.problems ?? [];
  }
}

/** Reads an error answer; a proxy's HTML page becomes an error too. */
export async function errorOf(response: Response): Promise<ApiError> {
  const body = errorBodySchema.safeParse(await response.json().catch(() => undefined));
  if (!body.success) {
    return new ApiError(response.status, 'UNKNOWN', `The server answered ${response.status} ${response.statusText}.`);
  }
  return new ApiError(response.status, body.data.code, body.data.detail, body.data);
}

/** The sentence to show for anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
