import type { FastifyRequest, preParsingHookHandler } from 'fastify';
import { Transform, type Readable, type TransformCallback } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { AppError } from '../errors/app-error.js';

const DECODERS: Record<string, () => Transform> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/**
 * Inflates compressed bodies on their way to the parser. The limit counts inflated bytes: a small body that grows out of
 * all measure is cut off at the limit, not after it.
 */
export function inflateBodies(limit: number): preParsingHookHandler {
  return (request, _reply, payload, done) => {
    const encoding = request.headers['content-encoding']?.trim().toLowerCase();
    if (!encoding || encoding === 'identity') return done(null, payload);
    const create = DECODERS[encoding];
    if (!create)
      return done(new AppError('CONTENT_TYPE_UNSUPPORTED', `The content encoding "${encoding}" is not known.`));
    done(null, inflate(request, payload as Readable, create(), limit));
  };
}

function inflate(request: FastifyRequest, payload: Readable, decoder: Transform, limit: number): Readable {
  const counter = new Inflated(limit);
  const fail = (error: Error) =>
    counter.destroy(
      error instanceof AppError ? error : new AppError('REQUEST_INVALID', 'The compressed body is damaged.'),
    );
  payload.on('error', fail);
  decoder.on('error', fail);
  counter.on('error', () => {
    payload.unpipe(decoder);
    decoder.destroy();
    payload.resume();
  });
  // The header tells the size of what was sent, which is not the size of what is parsed.
  delete request.headers['content-length'];
  return payload.pipe(decoder).pipe(counter);
}

/** Passes bytes through until there are too many; Fastify compares `receivedEncodedLength` with the content length. */
class Inflated extends Transform {
  receivedEncodedLength = 0;

  constructor(private readonly limit: number) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.receivedEncodedLength += chunk.length;
    if (this.receivedEncodedLength > this.limit)
      done(new AppError('BODY_TOO_LARGE', `The inflated body is larger than ${this.limit} bytes.`));
    else done(null, chunk);
  }
}
