import { fullFormats } from 'ajv-formats/dist/formats.js';

/** The formats that JSON Schema names; others are remarks. */
const NAMES = [
  ...['date-time', 'date', 'time', 'duration', 'email', 'hostname', 'ipv4', 'ipv6', 'uri', 'uri-reference'],
  ...['uri-template', 'uuid', 'json-pointer', 'relative-json-pointer', 'regex'],
] as (keyof typeof fullFormats)[];

/** A longer text is of no format, so that none of their patterns can take its time with it. */
const MAX_LENGTH = 10_000;

type Test = (text: string) => boolean;

/** Tells, by the name of a format, whether a text has it. */
export const FORMATS: ReadonlyMap<string, Test> = new Map(NAMES.map((name) => [name, toTest(fullFormats[name])]));

function toTest(format: (typeof fullFormats)[keyof typeof fullFormats]): Test {
  const known = typeof format === 'object' && 'validate' in format ? format.validate : format;
  const test = known instanceof RegExp ? (text: string) => known.test(text) : (known as Test);
  return (text) => text.length <= MAX_LENGTH && test(text);
}
