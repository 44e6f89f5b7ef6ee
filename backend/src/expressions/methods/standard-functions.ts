import { dateNamesOf } from '../dates/date-names.js';
import { parseDateBy, parseIsoDate } from '../dates/parse-date.js';
import { HASH_NAMES, hashOf, hmacOf } from '../digests/digests.js';
import { ENCODINGS, readBase64Text, toUtf8, writeBytes } from '../digests/encodings.js';
import { randomUuid } from '../digests/random-uuid.js';
import { findByJsonPath } from '../json-path/find-by-json-path.js';
import { defineOwn, nameOfType, readOwn } from '../values.js';
import { type Call, type Method, plainMethods } from './call.js';
import { toDate, zoneOf } from './zoned-date-methods.js';

/** What is done to each byte of a text, as steps of an evaluation. */
const STEPS_OF_A_BYTE = 1 / 8;

/** The helpers that stand by themselves: what an automation needs and JavaScript does not have. */
export const STANDARD_FUNCTIONS: [string, Method<undefined>][] = plainMethods<undefined>({
  base64Decode: (call) => {
    const text = call.text(0);
    call.evaluation.reserveText(text.length);
    call.evaluation.spend(text.length * STEPS_OF_A_BYTE);
    if (!/^[A-Za-z0-9+/_-]*={0,2}$/.test(text)) throw new TypeError('The text is not base64.');
    return readBase64Text(text);
  },
  base64Encode: (call) => {
    const text = call.text(0);
    // At worst three bytes for each character, and four characters for three bytes.
    call.evaluation.reserveText(text.length * 4);
    return writeBytes(toUtf8(text), 'base64');
  },
  hmac: (call) => {
    const [text, key] = [bytesOf(call, 0), bytesOf(call, 1)];
    const signature = hmacOf(choose(call, 3, HASH_NAMES), key, text);
    return writeBytes(signature, choose(call, 2, ENCODINGS));
  },
  jsonPath: (call) => findByJsonPath(call.args[0], call.text(1), call.evaluation),
  omit: (call) => {
    const left = new Set(namesOf(call));
    return copyFields(call, (name) => !left.has(name));
  },
  parseDate: (call) => {
    const [value] = call.args;
    if (typeof value === 'number' || value instanceof Date) return toDate(call.number(0));
    if (typeof value !== 'string') throw new TypeError(`${nameOfType(value)} cannot be read as a date.`);
    const zone = zoneOf(call, 1);
    const pattern = call.optionalText(2);
    if (pattern === undefined) return toDate(parseIsoDate(value, zone));
    return toDate(parseDateBy(pattern, value, zone, dateNamesOf(call.optionalText(3) ?? 'en', call.evaluation)));
  },
  pick: (call) => {
    const wanted = new Set(namesOf(call));
    return copyFields(call, (name) => wanted.has(name));
  },
  range: (call) => {
    const [first, end] = call.has(1) ? [call.number(0), call.number(1)] : [0, call.number(0)];
    const length = Math.max(0, Math.ceil(end - first));
    call.evaluation.reserveItems(length);
    return Array.from({ length }, (_, index) => first + index);
  },
  sha256: (call) => writeBytes(hashOf('sha256', bytesOf(call, 0)), choose(call, 1, ENCODINGS)),
  uuid: (call) => {
    call.evaluation.spend(20);
    return randomUuid();
  },
});

function bytesOf(call: Call<undefined>, index: number): Uint8Array {
  const text = call.text(index);
  call.evaluation.reserveText(text.length);
  const bytes = toUtf8(text);
  call.evaluation.spend(50 + bytes.length * STEPS_OF_A_BYTE);
  return bytes;
}

/** The word that an argument is, one of a few; the first of them if it is not given. */
function choose<Word extends string>(call: Call<undefined>, index: number, words: readonly [Word, ...Word[]]): Word {
  const given = call.optionalText(index) ?? words[0];
  const found = words.find((word) => word === given);
  if (found) return found;
  throw new TypeError(`"${given.slice(0, 40)}" is none of ${words.join(', ')}.`);
}

/** The names of fields that follow the object, each by itself or in lists. */
function namesOf({ args, evaluation }: Call<undefined>): string[] {
  const names = args.slice(1).flat();
  evaluation.reserveItems(names.length);
  return names.map((name) => {
    if (typeof name === 'string') return name;
    throw new TypeError(`The name of a field is a text, not ${nameOfType(name)}.`);
  });
}

function copyFields({ args: [source], evaluation }: Call<undefined>, isWanted: (name: string) => boolean): object {
  if (typeof source !== 'object' || source === null || Array.isArray(source) || source instanceof Date)
    throw new TypeError(`Fields are taken from an object, not from ${nameOfType(source)}.`);
  const names = Object.keys(source);
  evaluation.reserveItems(names.length);
  const target = {};
  for (const name of names) if (isWanted(name)) defineOwn(target, name, readOwn(source, name));
  return target;
}
