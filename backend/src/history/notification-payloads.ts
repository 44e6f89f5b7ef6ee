/** PostgreSQL takes less than 8,000 bytes in a notification. */
const MAX_BYTES = 7900;

/**
 * Packs items into as few payloads as they fit in: JSON of `{ [name]: { [key]: items } }`. An item that fits into none by
 * itself is left out.
 */
export function packPayloads(name: string, key: string, items: readonly unknown[]): string[] {
  const frame = JSON.stringify({ [name]: { [key]: [] } });
  const room = MAX_BYTES - Buffer.byteLength(frame);
  const payloads: string[] = [];
  let packed: string[] = [];
  let size = 0;
  const close = (): void => {
    if (packed.length > 0) payloads.push(frame.replace('[]', () => `[${packed.join()}]`));
    packed = [];
    size = 0;
  };
  for (const item of items) {
    const json = JSON.stringify(item);
    const bytes = Buffer.byteLength(json) + 1;
    if (bytes > room) continue;
    if (size + bytes > room) close();
    packed.push(json);
    size += bytes;
  }
  close();
  return payloads;
}
