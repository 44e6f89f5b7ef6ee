import { sha1 } from './sha-1.js';
import { sha256 } from './sha-256.js';
import { sha512 } from './sha-512.js';

/** Hashes by name; `block` is the size of their blocks in bytes. */
const HASHES = {
  sha256: { digest: sha256, block: 64 },
  sha1: { digest: sha1, block: 64 },
  sha512: { digest: sha512, block: 128 },
} as const;

export type Hash = keyof typeof HASHES;
export const HASH_NAMES = ['sha256', 'sha1', 'sha512'] as const satisfies readonly Hash[];

/** The hash of bytes. The same code runs on a server and in a browser, whose own hashes answer only later. */
export function hashOf(hash: Hash, bytes: Uint8Array): Uint8Array {
  return HASHES[hash].digest(bytes);
}

/** The keyed hash of bytes (RFC 2104). */
export function hmacOf(hash: Hash, key: Uint8Array, bytes: Uint8Array): Uint8Array {
  const { digest, block } = HASHES[hash];
  const padded = new Uint8Array(block);
  padded.set(key.length > block ? digest(key) : key);
  const inner = digest(
    join(
      padded.map((byte) => byte ^ 0x36),
      bytes,
    ),
  );
  return digest(
    join(
      padded.map((byte) => byte ^ 0x5c),
      inner,
    ),
  );
}

function join(left: Uint8Array, right: Uint8Array): Uint8Array {
  const both = new Uint8Array(left.length + right.length);
  both.set(left);
  both.set(right, left.length);
  return both;
}
