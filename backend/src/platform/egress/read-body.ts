import { pipeline } from 'node:stream/promises';
import type { Readable, Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { EgressError } from './egress-error.js';

/** The largest answer, unpacked. */
export const MAX_BODY_BYTES = 10 * 1024 * 1024;

const DECODERS: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/**
 * Reads an answer as text, unpacked and decoded by the charset of its content type (UTF-8 if it names none).
 *
 * @throws EgressError OUTPUT_TOO_LARGE as soon as more than 10 MB have come; the rest is not read
 */
export async function readBody(stream: Readable, headers: Record<string, string>, host: string): Promise<string> {
  const decoder = DECODERS[headers['content-encoding']?.trim().toLowerCase() ?? ''];
  const chunks: Buffer[] = [];
  let size = 0;
  const collect = async (source: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of source) {
      size += chunk.length;
      if (size > MAX_BODY_BYTES)
        throw new EgressError('OUTPUT_TOO_LARGE', `${host} answered with more than ${MAX_BODY_BYTES >> 20} MB.`);
      chunks.push(chunk);
    }
  };
  await (decoder ? pipeline(stream, decoder(), collect) : pipeline(stream, collect));
  return decodeText(Buffer.concat(chunks), headers['content-type']);
}

function decodeText(bytes: Buffer, contentType = ''): string {
  const charset = /;\s*charset="?([^\s;"]+)/i.exec(contentType)?.[1];
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    // An unknown charset.
    return new TextDecoder().decode(bytes);
  }
}
