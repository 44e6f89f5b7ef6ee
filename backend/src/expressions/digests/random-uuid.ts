import { writeBytes } from './encodings.js';

const LENGTH = 16;

/** Drawn for many at once: asking for randomness takes longer than all the rest. */
const pool = new Uint8Array(LENGTH * 256);
let next = pool.length;

/** A random UUID (RFC 9562, version 4); by itself, since a browser has `randomUUID` only where the page came by HTTPS. */
export function randomUuid(): string {
  if (next === pool.length) {
    crypto.getRandomValues(pool);
    next = 0;
  }
  const bytes = pool.subarray(next, next + LENGTH);
  next += LENGTH;
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return writeBytes(bytes, 'hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
