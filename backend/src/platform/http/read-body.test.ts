import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../errors/app-error.js';
import { decodeUtf8, depthOf, MAX_DEPTH, parseJson, refuseForbiddenKeys } from './read-body.js';

/** JSON has no -0. */
const jsonValue = fc.jsonValue({ stringUnit: 'binary' }).map((value) => JSON.parse(JSON.stringify(value)) as unknown);

function refusal(work: () => unknown): AppError {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error;
  }
  throw new Error('this was not refused');
}

describe(decodeUtf8.name, () => {
  it('reads every character there is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(decodeUtf8(Buffer.from(`.${text}`))).toBe(`.${text}`);
      }),
      { numRuns: 1000 },
    );
  });

  it('drops a byte order mark', () => expect(decodeUtf8(Buffer.from('\uFEFF{}'))).toBe('{}'));

  it.each([
    ['a lone continuation byte', [0x22, 0x80, 0x22]],
    ['a sequence that is cut off', [0x22, 0xe2, 0x82]],
    ['an overlong slash', [0xc0, 0xaf]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['Latin-1', [0x63, 0x61, 0x66, 0xe9]],
  ])('refuses %s', (_what, bytes) => {
    expect(refusal(() => decodeUtf8(Buffer.from(bytes)))).toMatchObject({ code: 'ENCODING_INVALID', status: 400 });
  });
});

describe(parseJson.name, () => {
  it('gives back what was written as JSON, whatever it is', () => {
    fc.assert(
      fc.property(jsonValue, (value) => {
        expect(parseJson(JSON.stringify(value))).toEqual(value);
        expect(parseJson(JSON.stringify(value, null, 2))).toEqual(value);
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps the characters that databases choke on', () => {
    expect(parseJson('"\\u0000"')).toBe('\u0000');
    expect(parseJson('"\\ud83d"')).toBe('\ud83d');
    expect(parseJson('{"__proto__":{"x":1}}')).toEqual(JSON.parse('{"__proto__":{"x":1}}'));
  });

  it.each([
    ['{"a":}', 5],
    ['{"a":1', 6],
    ['[1,]', 3],
    ['', 0],
    ['{"at position 99":}', 18],
    [`["${'x'.repeat(100)}" "y"]`, 104],
  ])('tells where %s stops being JSON, whatever the messages of V8 look like', (text, offset) => {
    expect(refusal(() => parseJson(text))).toMatchObject({
      code: 'JSON_INVALID',
      status: 400,
      message: `The body stops being JSON at offset ${offset}.`,
    });
  });

  it('takes what is nested as deep as allowed, and nothing deeper', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    expect(parseJson(nested(MAX_DEPTH))).toHaveLength(1);
    expect(refusal(() => parseJson(nested(MAX_DEPTH + 1))).code).toBe('JSON_TOO_DEEP');
    expect(refusal(() => parseJson('{"a":'.repeat(100_000))).code).toBe('JSON_TOO_DEEP');
  });
});

describe(depthOf.name, () => {
  it.each([
    ['1', 0],
    ['[]', 1],
    ['{"a":[{}]}', 3],
    ['[[],[],[[]]]', 3],
    ['["[[[[", "{{{"]', 1],
    ['["\\"[[["]', 1],
    ['["\\\\", [[]]]', 3],
    ['"\\\\\\"[["', 0],
    ['"open [[[', 0],
    [']]]][', 0],
  ])('of %s is %d', (text, depth) => expect(depthOf(text)).toBe(depth));

  it('is that of the value', () => {
    const deep = (value: unknown): number =>
      typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(deep)) : 0;
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: fc.constantFrom('[', '{', '"', '\\', ']', '}', 'a') }), (value) => {
        expect(depthOf(JSON.stringify(value))).toBe(deep(value));
      }),
      { numRuns: 1000 },
    );
  });
});

describe(refuseForbiddenKeys.name, () => {
  it.each([
    ['{"__proto__":1}', '/__proto__'],
    ['{"a":[{"b":{"__proto__":{}}}]}', '/a/0/b/__proto__'],
    ['{"a/b":{"c~d":{"__proto__":null}}}', '/a~1b/c~0d/__proto__'],
    ['[[[{"__proto__":0}]]]', '/0/0/0/__proto__'],
  ])('refuses %s with a pointer to it', (text, pointer) => {
    const error = refusal(() => refuseForbiddenKeys(parseJson(text)));
    expect(error).toMatchObject({ code: 'KEY_FORBIDDEN', status: 422, fields: { pointer } });
  });

  it('lets everything else be', () => {
    for (const value of [null, 1, '__proto__', ['__proto__'], { proto: { constructor: 1, prototype: {} } }])
      expect(() => refuseForbiddenKeys(value)).not.toThrow();
  });
});
