import { AppError } from '../errors/app-error.js';
import { jsonErrorOffset } from './json-error-offset.js';

/** JSON that is nested deeper than this is refused before it is parsed. */
export const MAX_DEPTH = 64;

const DECODER = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });

/**
 * Decodes a body.
 *
 * @throws AppError `ENCODING_INVALID`
 */
export function decodeUtf8(body: Buffer): string {
  try {
    return DECODER.decode(body);
  } catch {
    throw new AppError('ENCODING_INVALID', 'The body holds bytes that are not UTF-8.', {
      hint: 'Send the body as UTF-8.',
    });
  }
}

/**
 * Parses JSON. What JSON can say survives, `\u0000` and lone surrogates among it.
 *
 * @throws AppError `JSON_INVALID` with the offset of the first character that does not fit, `JSON_TOO_DEEP`
 */
export function parseJson(text: string): unknown {
  if (depthOf(text) > MAX_DEPTH)
    throw new AppError('JSON_TOO_DEEP', `The body is nested deeper than ${MAX_DEPTH} levels.`);
  try {
    return JSON.parse(text);
  } catch {
    const offset = jsonErrorOffset(text) ?? text.length;
    throw new AppError('JSON_INVALID', `The body stops being JSON at offset ${offset}.`, {
      hint: 'Check the quotes and commas around that place.',
    });
  }
}

/** How deep arrays and objects are nested at most, told without parsing. */
export function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (inString) {
      if (code === BACKSLASH) i += 1;
      else if (code === QUOTE) inString = false;
    } else if (code === QUOTE) inString = true;
    else if (code === OPEN_BRACE || code === OPEN_BRACKET) deepest = Math.max(deepest, (depth += 1));
    else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) depth -= 1;
  }
  return deepest;
}

const QUOTE = 34;
const BACKSLASH = 92;
const OPEN_BRACE = 123;
const OPEN_BRACKET = 91;
const CLOSE_BRACE = 125;
const CLOSE_BRACKET = 93;

/**
 * Refuses `__proto__` as a key anywhere in a value; used where keys become parts of what we store and copy.
 *
 * @throws AppError `KEY_FORBIDDEN`
 */
export function refuseForbiddenKeys(value: unknown, pointer = ''): void {
  if (typeof value !== 'object' || value === null) return;
  for (const key of Object.keys(value)) {
    if (key === '__proto__')
      throw new AppError('KEY_FORBIDDEN', 'The key `__proto__` is not allowed.', { pointer: `${pointer}/__proto__` });
    refuseForbiddenKeys(
      (value as Record<string, unknown>)[key],
      `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`,
    );
  }
}
