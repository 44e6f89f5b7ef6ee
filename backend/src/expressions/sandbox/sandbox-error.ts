export type SandboxErrorCode = 'CODE_TIMEOUT' | 'CODE_FAILED' | 'OUTPUT_TOO_LARGE' | 'DATA_TOO_DEEP' | 'SANDBOX_CLOSED';

/** Code gave no result. `code` is stable, `line` and `column` count from 1 in the text of the user. */
export class SandboxError extends Error {
  constructor(
    readonly code: SandboxErrorCode,
    message: string,
    readonly line?: number,
    readonly column?: number,
  ) {
    super(message);
    this.name = 'SandboxError';
  }
}
