import { describe, expect, it } from 'vitest';
import { compileTemplate } from './compile-template.js';
import { ExpressionError } from './expression-error.js';
import type { Scope } from './scope.js';

const text = 'a'.repeat(1_000_000);
const scope: Scope = {
  trigger: { text, list: Array.from({ length: 2_000 }, (_, index) => index), other: `${text.slice(1)}b` },
  event: {},
  steps: {},
  input: {},
  vars: {},
  workflow: { id: 'w', name: 'W' },
  run: { id: 'r', attempt: 1 },
  now: new Date(0),
};

function outcome(expression: string): unknown {
  try {
    return compileTemplate(`{{ ${expression} }}`).evaluate(scope);
  } catch (error) {
    if (error instanceof ExpressionError) return error.code;
    throw error;
  }
}

const list = (depth: number): string => (depth === 0 ? '0' : `trigger.list.map((x${depth}) => ${list(depth - 1)})`);

/** Each would take seconds, gigabytes or the process if nothing stopped it. */
const ENDLESS = [
  '"x".repeat(1e9)',
  '"x".repeat(1e7).repeat(1e7)',
  '"x".repeat(Infinity)',
  '"x".padStart(1e9)',
  '"x".padEnd(1e9, "ab")',
  'trigger.list.map(() => "x".repeat(1e7))',
  'trigger.text.replaceAll("a", trigger.text)',
  'trigger.text.replaceAll("", trigger.text)',
  'trigger.text.split("").map((c) => trigger.text)',
  'trigger.list.reduce((t) => t + t, "xx")',
  'trigger.list.reduce((t) => `${t}${t}`, "xx")',
  'trigger.list.reduce((t) => t.concat(t), "xx")',
  'trigger.list.reduce((t) => [...t, ...t], [1])',
  'trigger.list.reduce((t) => t.concat(t), [1])',
  'trigger.list.reduce((t) => [t, t], 1)',
  'trigger.list.reduce((t) => ({ a: t, b: t }), 1)',
  'trigger.list.reduce((t) => [t], 1)',
  'trigger.list.map(() => trigger.list.map(() => trigger.list))',
  'String(trigger.list.slice(0, 40).reduce((t) => [t, t], 1))',
  '[trigger.list.slice(0, 40).reduce((t) => [t, t], 1)].join()',
  '"x" + trigger.list.slice(0, 40).reduce((t) => [t, t], 1)',
  '[trigger.list.slice(0, 40).reduce((t) => [t, t], 1), 2].sort()',
  '"x".includes(trigger.list.slice(0, 40).reduce((t) => [t, t], 1))',
  'trigger.list.slice(0, 40).reduce((t) => [t, t], 1).flat(Infinity)',
  'JSON.stringify(trigger.list.slice(0, 40).reduce((t) => [t, t], 1))',
  'JSON.stringify(trigger.list.reduce((t) => [t], 1), null, 10)',
  'trigger.list.map(() => JSON.parse(JSON.stringify(trigger)))',
  'trigger.list.map(() => trigger.text.includes("b"))',
  'trigger.list.map(() => trigger.text.indexOf("b" + "a".repeat(1000)))',
  'trigger.text.lastIndexOf("a".repeat(500000) + "b")',
  'trigger.list.map(() => trigger.text === trigger.other)',
  'trigger.list.map(() => trigger.text < trigger.other)',
  'trigger.list.map(() => trigger.text == trigger.other)',
  'trigger.list.map(() => trigger.text.localeCompare(trigger.other))',
  'trigger.list.map(() => trigger.text.toUpperCase())',
  'trigger.list.map(() => trigger.text.normalize("NFD"))',
  'trigger.list.map(() => trigger.text.split("a"))',
  'trigger.list.map(() => +trigger.text)',
  'trigger.list.map(() => parseInt(trigger.text))',
  'trigger.list.map(() => encodeURIComponent(trigger.text))',
  'trigger.list.map(() => trigger[trigger.text])',
  'trigger.list.map(() => trigger.text in trigger)',
  'trigger.list.map(() => [...trigger.text])',
  'trigger.list.map(() => Object.keys(trigger.list))',
  'trigger.list.map(() => ({ ...trigger.list }))',
  'trigger.list.map(() => trigger.list.includes(-1))',
  'trigger.list.map(() => trigger.list.slice())',
  'trigger.list.map(() => trigger.list.toReversed())',
  'trigger.list.map(() => Math.max(...trigger.list))',
  'range(1e9)',
  'range(0, Infinity)',
  'trigger.list.map(() => range(1e6))',
  'trigger.list.map(() => trigger.list.sortBy((x) => -x))',
  'trigger.list.map(() => trigger.list.groupBy((x) => x))',
  'trigger.list.map(() => trigger.list.uniqueBy((x) => [x]))',
  'trigger.list.map(() => trigger.list.unique())',
  'trigger.list.map(() => trigger.list.chunk(1))',
  'trigger.list.map(() => trigger.list.sum())',
  'trigger.list.map(() => trigger.list.map((x) => now.plus(x, "days", "Europe/Berlin")))',
  'trigger.list.map(() => trigger.list.map((x) => now.format("yyyy", `Etc/GMT+${x % 12}`)))',
  'trigger.list.map((x) => ["AE", "AF", "AG", "AI", "AL"].map((r) => now.format("EEEE", "UTC", `en-${r}-x-a${x}`)))',
  'trigger.list.map(() => sha256(trigger.text))',
  'trigger.list.map(() => hmac(trigger.text, trigger.text))',
  'trigger.list.map(() => base64Encode(trigger.text))',
  'trigger.list.map(() => base64Decode(trigger.text))',
  'trigger.list.map(() => jsonPath(trigger, "$..*"))',
  'trigger.list.map((x) => "a".matches(`${x}(a{1,10}){1,50}`))',
  'trigger.list.map(() => trigger.text.slice(0, 1000).matches("(a?){20}b"))',
  'trigger.list.map(() => pick(trigger.list.keyBy((x) => x), "1"))',
  'range(900000).map(uuid)',
  'trigger.list.map(() => trigger.list.map(uuid))',
  'trigger.list.map(() => now.toLocaleString("de", { dateStyle: "full" }))',
  list(3),
  'trigger.list.flatMap(() => trigger.list.flatMap(() => trigger.list))',
  'trigger.list.map(() => trigger.list.sort((a, b) => b - a))',
];

describe('limits', () => {
  it.each(ENDLESS)('%s is stopped soon', (expression) => {
    const start = performance.now();
    expect(outcome(expression)).toBe('EXPR_LIMIT');
    // Far above what it takes on an idle machine (at most 100 ms), far below what it would take otherwise.
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  it.each([
    'trigger.list.map((x) => x * 2).filter((x) => x % 3 === 0).reduce((sum, x) => sum + x, 0)',
    'trigger.list.reduce((all, x) => all + x + ",", "").length',
    'trigger.list.map((x) => ({ id: x, name: `Item ${x}`, tags: ["a", "b"] }))',
    'Object.fromEntries(trigger.list.map((x) => [x, x]))',
    'trigger.list.toSorted((a, b) => b - a).slice(0, 10)',
    'trigger.text.toUpperCase().length + trigger.text.split("b").length',
    'trigger.text.replaceAll("b", "c").includes("b")',
    'JSON.parse(JSON.stringify(trigger)).list.length',
  ])('%s is no trouble', (expression) => {
    expect(outcome(expression)).not.toBe('EXPR_LIMIT');
  });

  it('refuses expressions that are too long or nested too deeply to be read', () => {
    for (const expression of [
      '('.repeat(50_000),
      '['.repeat(50_000),
      '!'.repeat(19_000) + '1',
      `1${' + 1'.repeat(10_000)}`,
    ]) {
      const { problems } = compileTemplate(`{{ ${expression} }}`);
      expect(problems).toMatchObject([{ code: 'EXPR_SYNTAX' }]);
    }
  });

  it('bounds the text of a whole template', () => {
    const { evaluate } = compileTemplate('{{ trigger.text }}'.repeat(11));
    expect(() => evaluate(scope)).toThrow(expect.objectContaining({ code: 'EXPR_LIMIT' }) as Error);
  });
});
