import { JSON_TYPE_PATTERN } from '../contract/index.js';
import { AppError } from '../platform/errors/app-error.js';
import { decodeUtf8, parseJson } from '../platform/http/read-body.js';

/** Media types whose bytes are text. */
const TEXT_TYPE = /^\s*(text\/|application\/(xml|x-www-form-urlencoded)\b|[^;]*\+xml\b)/i;

const OTHER_CHARSET = /;\s*charset=(?!"?utf-?8"?\s*(;|$))/i;

/** The data of an event, as it is stored. */
export interface EventData {
  data: unknown;
  /** Whether the data is bytes, as base64 text. */
  isBase64: boolean;
}

/**
 * What bytes of a media type are as data: JSON is parsed, text is decoded, everything else stays bytes.
 *
 * @throws AppError `JSON_INVALID`, `JSON_TOO_DEEP`, `ENCODING_INVALID`
 */
export function dataOfBytes(bytes: Buffer, mediaType: string): EventData {
  if (JSON_TYPE_PATTERN.test(mediaType)) return { data: parseJson(decodeUtf8(bytes)), isBase64: false };
  const isText = TEXT_TYPE.test(mediaType) && !OTHER_CHARSET.test(mediaType);
  return isText ? { data: decodeUtf8(bytes), isBase64: false } : { data: bytes.toString('base64'), isBase64: true };
}

/**
 * The bytes that `data_base64` stands for.
 *
 * @throws AppError `VALIDATION_FAILED` if it is no base64
 */
export function bytesOfBase64(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64');
  // What is no base64 is skipped by Node; to compare is safer than a regular expression on ten megabytes.
  if (bytes.toString('base64') === text) return bytes;
  throw new AppError('VALIDATION_FAILED', 'data_base64: is not base64', { pointer: '/data_base64' });
}
