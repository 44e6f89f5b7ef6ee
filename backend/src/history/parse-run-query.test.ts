import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../platform/errors/app-error.js';
import { parseRunQuery } from './parse-run-query.js';

describe(parseRunQuery.name, () => {
  it.each([
    [undefined, [], []],
    ['  ', [], []],
    ['rock and roll', [], ['rock and roll']],
    ['order.id = "123"', [['order.id', '123']], []],
    ['order.id="1 and 2"', [['order.id', '1 and 2']], []],
    ['paid = true AND total = 12.5', [['paid', 'true'], ['total', '12.5']], []], // prettier-ignore
    ['name = "say \\"hi\\" \\\\"', [['name', 'say "hi" \\']], []],
    ['name = ""', [['name', '']], []],
    ['new parcels and order.id = 7 and "a = b"', [['order.id', '7']], ['new parcels', 'a = b']],
  ])('reads %j', (q, keys, texts) => {
    expect(parseRunQuery(q)).toEqual({ keys: keys.map(([name, value]) => ({ name, value })), texts });
  });

  it.each([
    ['order.id =', 'The value of "order.id" is missing.'],
    ['order.id = and a = 1', 'The value of "order.id" is missing.'],
    ['= "x"', 'The name of a search key stands before each "=".'],
    ['"order" = 1', 'The name of a search key stands before each "=".'],
    ['7up = 1', 'The name of a search key stands before each "=".'],
    ['order.id = "12', 'A quote at ""12" is not closed.'],
    ['a = 1 b = 2', 'After the value of "a" there has to be "and".'],
    ['a b = 2', 'After "a" there has to be "=", or "and" before what follows.'],
    ['a == 2', 'The value of "a" is missing.'],
    ['a = 1 and', 'Something is missing before or after "and".'],
    ['a\0', 'The search holds a character that no text can have.'],
  ])('refuses %j', (q, detail) => {
    let refused: unknown;
    try {
      parseRunQuery(q);
    } catch (error) {
      refused = error;
    }
    expect(refused).toMatchObject({
      code: 'REQUEST_INVALID',
      message: detail,
      fields: { pointer: '/q', hint: expect.stringContaining('name = "value"') as string },
    });
  });

  it('reads back whatever pairs are written', () => {
    const name = fc.stringMatching(/^[A-Za-z_][\w.-]{0,20}$/).filter((text) => text.toLowerCase() !== 'and');
    const value = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0') && !/\p{Cs}/u.test(text));
    fc.assert(
      fc.property(fc.array(fc.record({ name, value }), { minLength: 1, maxLength: 5 }), (pairs) => {
        const q = pairs.map((pair) => `${pair.name} = "${pair.value.replace(/["\\]/g, '\\$&')}"`).join(' and ');
        expect(parseRunQuery(q)).toEqual({ keys: pairs, texts: [] });
      }),
    );
  });

  it('answers or refuses any text', () => {
    fc.assert(
      fc.property(fc.string(), (q) => {
        try {
          const { keys, texts } = parseRunQuery(q);
          expect(keys.length + texts.length > 0).toBe(q.trim() !== '');
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
        }
      }),
    );
  });
});
