import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { compileTemplate } from '../compile-template.js';
import type { Scope } from '../scope.js';

const trigger = {
  rows: [
    { id: 1, city: 'Rome', n: 5, at: '2026-02-01' },
    { id: 2, city: 'Oslo', n: '7', at: '2026-01-01' },
    { id: 3, city: 'Rome', at: null },
    null,
  ],
  evil: JSON.parse('[{"k":"__proto__","v":1},{"k":"constructor","v":2}]') as unknown,
};

function evaluate(expression: string): unknown {
  return compileTemplate(`{{ ${expression} }}`).evaluate({ trigger, now: new Date(0) } as Scope);
}

describe('standard helpers', () => {
  it.each([
    ['Object.keys(trigger.rows.groupBy((row) => row?.city ?? "none"))', ['Rome', 'Oslo', 'none']],
    ['trigger.rows.groupBy("city").Rome.map((row) => row.id)', [1, 3]],
    ['trigger.rows.groupBy("city").undefined', [null]],
    ['[1, 2, 3].groupBy((n, index) => index % 2)', { 0: [1, 3], 1: [2] }],
    ['[].groupBy("x")', {}],
    ['trigger.rows.keyBy("city").Rome.id', 3],
    ['trigger.rows.uniqueBy("city").length', 3],
    [
      '[1, "1", 1, true, null, undefined, null, [1], [1], NaN, NaN].unique()',
      [1, '1', true, null, undefined, [1], NaN],
    ],
    ['[{ a: [1] }, { a: [1] }, { a: ["1"] }].uniqueBy((x) => x.a).length', 2],
    ['trigger.rows.sortBy("city").map((row) => row?.id)', [2, 1, 3, undefined]],
    ['trigger.rows.sortBy("at", "desc").map((row) => row?.id)', [1, 2, 3, undefined]],
    ['["b", 2, "a", 10, null, 1].sortBy((x) => x)', [1, 2, 10, 'a', 'b', null]],
    ['[Date(2), Date(1)].sortBy((d) => d).map((d) => d.getTime())', [1, 2]],
    ['[3, 4].sum() + trigger.rows.slice(0, 2).sum("n")', 19],
    ['[[].sum(), [].average(), [1, 2].average(), [{ n: 3 }].average((x) => x.n)]', [0, null, 1.5, 3]],
    ['[[].chunk(3), [1].chunk(3)]', [[], [[1]]]],
    ['pick({ a: 1, b: 2, c: 3 }, ["a", "c"], "x")', { a: 1, c: 3 }],
    ['omit({ a: 1, b: 2, c: 3 }, ["a"], "b")', { c: 3 }],
    ['[range(3), range(2, 2), range(5, 1), range(-1, 1)]', [[0, 1, 2], [], [], [-1, 0]]],
    ['base64Decode(base64Encode("grüß 🎉"))', 'grüß 🎉'],
    ['base64Decode("-_-_") === base64Decode("+/+/")', true],
    ['["a", "b"].map(sha256).map((hash) => hash.length)', [64, 64]],
    ['"a1b22".extract("[0-9]{2}") + "x".extract("(y)?x")', '22null'],
    ['["x".extract("y"), "A".matches("(?i)^a$")]', [null, true]],
    ['jsonPath(trigger, "$.rows[?@.city == \'Rome\'].id")', [1, 3]],
  ])('%s', (expression, expected) => {
    expect(evaluate(expression)).toEqual(expected);
  });

  it('hashes as others do', () => {
    const hash = (name: string, encoding: 'hex' | 'base64'): string => createHash(name).update('ü').digest(encoding);
    expect(evaluate('[sha256("ü"), sha256("ü", "base64")]')).toEqual([hash('sha256', 'hex'), hash('sha256', 'base64')]);
    const signed = createHmac('sha512', 'key').update('{"a":1}').digest('base64url');
    expect(evaluate('hmac({ a: 1 }, "key", "base64url", "sha512")')).toBe(signed);
  });

  it('makes another uuid at each evaluation', () => {
    const { evaluate: make } = compileTemplate('{{ uuid() }}');
    const [first, second] = [make({} as Scope), make({} as Scope)];
    expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(second).not.toBe(first);
  });

  it('takes keys of data for data', () => {
    const grouped = evaluate('trigger.evil.groupBy("k")') as object;
    expect(Object.getPrototypeOf(grouped)).toBe(Object.prototype);
    expect(Object.keys(grouped)).toEqual(['__proto__', 'constructor']);
    expect(evaluate('trigger.evil.keyBy("k").constructor.v')).toBe(2);
    expect(evaluate('trigger.rows.groupBy("constructor").undefined.length')).toBe(4);
    expect(evaluate('pick({}, "constructor")')).toEqual({});
  });

  it.each([
    ['[1].groupBy()', 'or the name of a field is needed, not undefined'],
    ['[1].sortBy((x) => x, "up")', 'sorted "asc" or "desc"'],
    ['[1].chunk(0)', 'a whole number from 1'],
    ['[1].chunk(0.5)', 'a whole number from 1'],
    ['pick([1], "a")', 'not from a list'],
    ['omit({}, 1)', 'not a number'],
    ['base64Decode("~")', 'not base64'],
    ['sha256("x", "latin1")', 'none of hex, base64, base64url'],
    ['hmac("x", "y", "hex", "md5")', 'none of sha256, sha1, sha512'],
    ['groupBy([1], "x")', 'It is a method: value.groupBy(...)'],
    ['uuid', 'uuid has to be called'],
    ['"x".matches("(?=a)")', 'is not a regular expression that is supported'],
  ])('says what is wrong with %s', (expression, message) => {
    expect(() => evaluate(expression)).toThrow(message);
  });
});
