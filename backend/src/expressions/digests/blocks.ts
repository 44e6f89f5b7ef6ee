/**
 * Fills a message up to whole blocks as all of SHA do: a bit that is set, zeros, and its length in bits at the end.
 *
 * @param size bytes of a block: 64 or 128
 */
export function toBlocks(message: Uint8Array, size: number): DataView {
  const padded = new Uint8Array(Math.ceil((message.length + 1 + size / 8) / size) * size);
  padded.set(message);
  padded[message.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(message.length / 2 ** 29));
  view.setUint32(padded.length - 4, message.length * 8);
  return view;
}

/** The bytes of words of 32 bits, the upper one first. */
export function toBytes(words: ArrayLike<number>): Uint8Array {
  const bytes = new Uint8Array(words.length * 4);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < words.length; index += 1) view.setInt32(index * 4, words[index] ?? 0);
  return bytes;
}
