/**
 * Ids as PostgreSQL reads an array of them. The driver would look at each for characters to escape, which no id has: on the
 * hot path that was a good part of what sending a statement costs.
 */
export function uuidArray(ids: readonly (string | null)[]): string {
  return `{${ids.map((id) => id ?? 'NULL').join(',')}}`;
}
