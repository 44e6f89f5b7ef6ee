/** How bytes are written as a text. */
export const ENCODINGS = ['hex', 'base64', 'base64url'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** So many bytes become characters at a time: all at once would be more arguments than a call takes. */
const CHUNK = 8192;

const ENCODER = new TextEncoder();

/** The UTF-8 of a text; halves of characters become the sign for what cannot be read. */
export function toUtf8(text: string): Uint8Array {
  return ENCODER.encode(text);
}

export function writeBytes(bytes: Uint8Array, encoding: Encoding): string {
  if (encoding === 'hex') return toHex(bytes);
  const base64 = toBase64(bytes);
  return encoding === 'base64' ? base64 : base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** The text whose UTF-8 base64 writes; also the kind for URLs, and without the signs that fill it up. */
export function readBase64Text(base64: string): string {
  const digits = base64.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
  // One digit by itself is less than a byte.
  const whole = digits.length % 4 === 1 ? digits.slice(0, -1) : digits;
  const binary = atob(whole);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < bytes.length; index += 1) bytes[index] = binary.charCodeAt(index);
  return UTF8.decode(bytes);
}

const UTF8 = new TextDecoder('utf-8', { ignoreBOM: true });
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function toHex(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes) hex += HEX[byte];
  return hex;
}

function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += CHUNK) binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(binary);
}
