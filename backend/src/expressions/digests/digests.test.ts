import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HASH_NAMES, hashOf, hmacOf } from './digests.js';
import { ENCODINGS, readBase64Text, toUtf8, writeBytes } from './encodings.js';

/** Around the sizes of blocks, where the length has to move on to one of its own. */
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.constantFrom(55, 56, 63, 64, 65, 111, 112, 127, 128, 129, 5000).map((length) => new Uint8Array(length).fill(0xa7)),
);

describe.each(HASH_NAMES)('%s', (hash) => {
  it('gives what Node gives, for any bytes', () => {
    fc.assert(
      fc.property(bytes, (message) => {
        expect(writeBytes(hashOf(hash, message), 'hex')).toBe(createHash(hash).update(message).digest('hex'));
      }),
    );
  });

  it('signs as Node does, with keys of any length', () => {
    fc.assert(
      fc.property(bytes, bytes, fc.constantFrom(...ENCODINGS), (key, message, encoding) => {
        const expected = createHmac(hash, key).update(message).digest(encoding);
        expect(writeBytes(hmacOf(hash, key, message), encoding)).toBe(expected);
      }),
    );
  });
});

describe(readBase64Text.name, () => {
  it('reads what was written, by UTF-8 as Node has it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('base64', 'base64url' as const), (text, encoding) => {
        const written = writeBytes(toUtf8(text), encoding);
        expect(written).toBe(Buffer.from(text, 'utf8').toString(encoding));
        expect(readBase64Text(written)).toBe(Buffer.from(text, 'utf8').toString('utf8'));
      }),
    );
  });

  it('takes digits without the signs that fill them up, and bytes that are no text', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9+/_-]{0,40}$/), (digits) => {
        expect(readBase64Text(digits)).toBe(Buffer.from(digits, 'base64').toString('utf8'));
      }),
    );
  });
});
