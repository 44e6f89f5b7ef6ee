/** A time as a field of type `datetime-local` has it: by the reader's clock, to the minute. Empty for none. */
export function toLocalField(iso: string | undefined): string {
  if (iso === undefined) return '';
  const time = new Date(iso);
  const shifted = new Date(time.getTime() - time.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}

/** The time that such a field holds, as ISO 8601; undefined if it holds none yet. */
export function fromLocalField(text: string): string | undefined {
  const time = new Date(text);
  return text === '' || Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}
