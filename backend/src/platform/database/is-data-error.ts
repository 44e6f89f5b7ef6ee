/**
 * Whether a statement failed because of its values (SQLSTATE classes 22 and 23, and 54 for too large) and not because the
 * server could not be reached or had no room.
 */
export function isDataError(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^(22|23|54)...$/.test(code);
}
