import { describe, expect, it } from 'vitest';
import { compileTemplate } from '../compile-template.js';
import type { Scope } from '../scope.js';

const trigger = {
  text: ' Loom, warp & weft, Straße ',
  list: [3, 1, 2, 10],
  mixed: [1, '1', null, undefined, NaN, [2, [3, [4]]]],
  rows: [
    { id: 'b', n: 2 },
    { id: 'a', n: 1 },
  ],
  object: { b: 1, a: [2] },
  number: 1234.5678,
};

function evaluate(expression: string): unknown {
  const scope = { trigger, now: new Date('2026-03-01T10:20:30.456Z') } as Scope;
  return compileTemplate(`{{ ${expression} }}`).evaluate(scope);
}

/** What the engine's own JavaScript makes of the same text. */
function native(expression: string): unknown {
  const run = new Function('trigger', 'now', `return ${expression}`) as (data: unknown, now: Date) => unknown;
  return run(structuredClone(trigger), new Date('2026-03-01T10:20:30.456Z'));
}

const SAME_AS_JAVASCRIPT = [
  ...['trim', 'trimStart', 'trimEnd', 'toUpperCase', 'toLowerCase', 'toString', 'normalize'].map(
    (name) => `trigger.text.${name}()`,
  ),
  'trigger.text.at(-2) + trigger.text.charAt(3) + trigger.text.charCodeAt(2) + trigger.text.codePointAt(2)',
  'trigger.text.concat("x", 1, null)',
  'trigger.text.includes("warp") && !trigger.text.includes("warp", 9)',
  '[trigger.text.indexOf("w"), trigger.text.indexOf("w", 8), trigger.text.lastIndexOf("w"), trigger.text.lastIndexOf("w", 8)]',
  'trigger.text.startsWith("Loom", 1) && trigger.text.endsWith("weft", 18)',
  '["a".localeCompare("b"), "b".localeCompare("a"), "a".localeCompare("a")]',
  '["7".padStart(3, "0"), "7".padEnd(3), "7".padStart(-1), "ab".repeat(3), "ab".repeat(0)]',
  'trigger.text.replace("o", "0") + trigger.text.replaceAll("o", "0") + "ab".replaceAll("", "-") + "a".replace("x", "y")',
  '[trigger.text.slice(2, -3), trigger.text.slice(-4), trigger.text.slice(), trigger.text.substring(5, 2), trigger.text.substring(3)]',
  '["a,b,c".split(","), "a,b,c".split(",", 2), "abc".split(""), "abc".split()]',
  '[trigger.text.length, trigger.text[1], trigger.text["2"]]',
  'trigger.list.map((x) => x * 2)',
  'trigger.list.map((x, index, all) => x + index + all.length)',
  'trigger.list.filter((x) => x > 1)',
  '[trigger.list.find((x) => x < 3), trigger.list.findIndex((x) => x < 3), trigger.list.findLast((x) => x < 3), trigger.list.findLastIndex((x) => x > 99)]',
  '[trigger.list.some((x) => x > 9), trigger.list.every((x) => x > 9), [].every((x) => x)]',
  '[trigger.list.reduce((sum, x) => sum + x), trigger.list.reduce((sum, x) => sum + x, ""), trigger.list.reduceRight((sum, x) => sum + x, "")]',
  'trigger.list.flatMap((x) => [x, [x]])',
  '[trigger.mixed.flat().length, trigger.mixed.flat(Infinity), trigger.mixed.flat(0).length]',
  '[trigger.list.sort(), trigger.list.toSorted((a, b) => a - b), ["b", undefined, "a"].sort()]',
  'trigger.rows.toSorted((a, b) => a.n - b.n).map((row) => row.id)',
  '[trigger.list.toReversed(), trigger.list.slice(1, -1), trigger.list.with(1, "x"), trigger.list.at(-1)]',
  '[[1].concat(2, [3, [4]]), trigger.list.join(), trigger.list.join(" - "), [null, 1, undefined].join()]',
  '[trigger.mixed.includes(NaN), trigger.mixed.indexOf(NaN), trigger.mixed.indexOf("1"), [1, 2, 1].lastIndexOf(1), [].includes(1)]',
  '[trigger.number.toFixed(2), trigger.number.toFixed(), trigger.number.toPrecision(3), trigger.number.toExponential(1), (255).toString(16), true.toString()]',
  ...['FullYear', 'Month', 'Date', 'Day', 'Hours', 'Minutes', 'Seconds', 'Milliseconds'].map(
    (part) => `[now.getUTC${part}(), now.get${part}()]`,
  ),
  '[now.getTime(), now.valueOf(), now.toISOString(), now.toJSON(), now.getTimezoneOffset()]',
  'now.toLocaleDateString("de", { timeZone: "Europe/Berlin", dateStyle: "full" }) + now.toLocaleTimeString("en", { timeZone: "UTC" })',
  '(1234.5).toLocaleString("de", { minimumFractionDigits: 2 }) + now.toLocaleString("en", { timeZone: "UTC" })',
  '[now - 1000, now > 0, +now, now >= now]',
  '[Object.keys(trigger.object), Object.values(trigger.object), Object.entries(trigger.object), Object.keys([7])]',
  'Object.fromEntries([["a", 1], [2, "b"]])',
  '[JSON.stringify(trigger.object), JSON.stringify([1], null, 2), JSON.stringify("a", null, "\t"), JSON.parse("[1,{}]"), JSON.stringify(undefined)]',
  '[Number("12"), Number(""), Number("x"), Number(null), Number(true), Number(), String(1), String(null), String(undefined), String(), Boolean(""), Boolean([])]',
  '[parseInt("12px"), parseInt("ff", 16), parseFloat("1.5e1x"), isNaN("x"), isFinite("5"), encodeURIComponent("ä &"), decodeURIComponent("%20")]',
  '[Number.isInteger(5), Number.isInteger("5"), Number.isNaN("x"), Number.isFinite(1 / 0), Number.isSafeInteger(2 ** 53), Number.parseInt("7", 8), Number.parseFloat("2.5")]',
  '[Array.isArray([]), Array.isArray({}), String.fromCharCode(72, 105), String.fromCodePoint(128512)]',
  '[Date.UTC(2026, 1), Date.UTC(2026, 1, 2, 3, 4, 5, 6), Date.parse("2026-01-01T00:00:00Z")]',
  '[Math.max(1, 3, 2), Math.max(), Math.min(...trigger.list), Math.hypot(3, 4), Math.round(2.5), Math.trunc(-1.5), Math.sign(-3), Math.pow(2, 10), Math.atan2(1, 1)]',
  '[Math.abs(-1), Math.ceil(1.2), Math.floor(-1.2), Math.sqrt(9), Math.cbrt(27), Math.log(Math.E), Math.log2(8), Math.log10(1000), Math.exp(0), Math.PI, Number.MAX_SAFE_INTEGER]',
  '["1", "2", "x"].map(Number)',
  '[0, 1, "", "a", null].filter(Boolean)',
  '[1, null].map(String)',
  '["b", "a"].map((x) => x.toUpperCase()).sort().join("")',
  'trigger.rows.map(({ id, n: count = 0, ...others }, ...rest) => [id, count, others, rest.length])',
  'trigger.mixed.map((x) => typeof x)',
  '[[1, 2], [3]].map(([first, second = "none", ...more]) => [first, second, more])',
  '[1, 2].map((x) => [10, 20].map((y) => [100].map((z) => x + y + z)))',
  '[null ?? 1, 0 ?? 1, 0 || 2, 1 && 3, !0, -"3", +"4", ~5, typeof 1]',
  '["a" + 1, 1 + 2, "1" - 1, "2" * "3", 7 % 4, 2 ** 3, 1 / 0, 5 & 6, 5 | 6, 5 ^ 6, 1 << 3, -8 >> 1, -8 >>> 28]',
  '[1 == "1", null == 0, "" == 0, true == "1", 1 === 1, "a" < "b", "10" < "9", 10 > "9", null >= 0, undefined < 1]',
  '`${1} ${"a"} ${null} ${undefined} ${true}`',
];

describe('methods and helpers', () => {
  it.each(SAME_AS_JAVASCRIPT)('as in JavaScript: %s', (expression) => {
    expect(evaluate(expression)).toEqual(native(expression));
  });

  it.each([
    ['"a-b".replaceAll("-", "$&$&$`")', 'a$&$&$`b'],
    ['`${trigger.object} ${[1, [2]]}`', '{"b":1,"a":[2]} [1,[2]]'],
    ['"at " + now', 'at 2026-03-01T10:20:30.456Z'],
    ['[now, trigger.object].join(" ")', '2026-03-01T10:20:30.456Z {"b":1,"a":[2]}'],
    ['trigger.object * 1', NaN],
    ['[1] == 1', false],
    ['now + 1', '2026-03-01T10:20:30.456Z1'],
  ])('where JavaScript gives what nobody wants: %s', (expression, expected) => {
    expect(evaluate(expression)).toEqual(expected);
  });

  it('makes dates without `new`, and asks the scope what time it is', () => {
    expect(evaluate('Date("2026-01-01").toISOString()')).toBe('2026-01-01T00:00:00.000Z');
    expect(evaluate('Date(now.getTime() + 86400000).toISOString()')).toBe('2026-03-02T10:20:30.456Z');
    expect(evaluate('Date().getTime() === now.getTime() && Date.now() === now.getTime()')).toBe(true);
    expect(evaluate('Math.random() < 1')).toBe(true);
  });
});
