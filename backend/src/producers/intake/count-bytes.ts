import { Transform, type Readable, type TransformCallback } from 'node:stream';

/**
 * Passes a body on whose size nobody has told, and tells how it grows.
 *
 * @param grow is told of bytes that have come; returns why no more are to be taken, if so
 */
export function countBytes(payload: Readable, grow: (bytes: number) => Error | undefined): Readable {
  const counter = new ByteCounter(grow);
  payload.on('error', (error) => counter.destroy(error));
  counter.on('error', () => {
    payload.unpipe(counter);
    payload.resume();
  });
  return payload.pipe(counter);
}

class ByteCounter extends Transform {
  constructor(private readonly grow: (bytes: number) => Error | undefined) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    const refusal = this.grow(chunk.length);
    if (refusal) done(refusal);
    else done(null, chunk);
  }
}
