/** What the server knows the types of elements by. */
const TEXT = 25;
const TIMESTAMPTZ = 1184;

/** Five numbers stand before the elements, and a length before each of them. */
const HEAD = 20;
const LENGTH = 4;

/** PostgreSQL counts microseconds from 2000-01-01 on. */
const ITS_EPOCH_MS = Date.UTC(2000, 0, 1);

/**
 * Texts as PostgreSQL reads an array of them in its binary format. As a literal each would be searched for characters to
 * escape, here and there: for JSON, which is full of them, that was the greatest part of what sending a statement costs.
 */
export function textArray(texts: readonly (string | null)[]): Buffer {
  const size = texts.reduce((sum, text) => sum + (text === null ? 0 : Buffer.byteLength(text)), 0);
  const array = beginArray(TEXT, texts, size);
  let at = HEAD;
  for (const text of texts) {
    const length = text === null ? -1 : array.write(text, at + LENGTH);
    at = array.writeInt32BE(length, at) + Math.max(0, length);
  }
  return array;
}

/** Times as `textArray` has texts. */
export function timeArray(times: readonly (Date | null)[]): Buffer {
  const array = beginArray(
    TIMESTAMPTZ,
    times,
    times.reduce((sum, time) => sum + (time === null ? 0 : 8), 0),
  );
  let at = HEAD;
  for (const time of times) {
    at = array.writeInt32BE(time === null ? -1 : 8, at);
    if (time !== null) at = array.writeBigInt64BE(BigInt(time.getTime() - ITS_EPOCH_MS) * 1000n, at);
  }
  return array;
}

/** @param size bytes of all elements */
function beginArray(type: number, elements: readonly unknown[], size: number): Buffer {
  const count = elements.length;
  // The server takes nothing for an array of one dimension without elements.
  if (count === 0) return writeAll(Buffer.allocUnsafe(12), [0, 0, type]);
  const array = Buffer.allocUnsafe(HEAD + count * LENGTH + size);
  return writeAll(array, [1, elements.includes(null) ? 1 : 0, type, count, 1]);
}

function writeAll(array: Buffer, head: readonly number[]): Buffer {
  head.forEach((number, index) => array.writeInt32BE(number, index * 4));
  return array;
}
