import { describe, expect, it } from 'vitest';
import { compileTemplate } from './compile-template.js';
import { ExpressionError } from './expression-error.js';
import type { Scope } from './scope.js';

const scope: Scope = {
  trigger: {
    body: {
      id: 'A-1',
      total: 120,
      lines: [
        { sku: 'x', n: 2 },
        { sku: 'y', n: 3 },
      ],
      note: null,
    },
  },
  event: { type: 'order.created', data: { id: 'A-1' } },
  steps: { first: { ok: true } },
  input: { ok: true },
  item: 'loom',
  index: 3,
  vars: { currency: 'EUR' },
  workflow: { id: 'w', name: 'Orders' },
  run: { id: 'r', attempt: 1 },
  now: new Date('2026-03-01T10:00:00.000Z'),
};

function evaluate(value: unknown): unknown {
  return compileTemplate(value).evaluate(scope);
}

function errorOf(value: unknown): ExpressionError {
  try {
    evaluate(value);
  } catch (error) {
    if (error instanceof ExpressionError) return error;
    throw error;
  }
  throw new Error('it was evaluated without an error');
}

describe(compileTemplate.name, () => {
  it.each([
    ['{{ trigger.body.total }}', 120],
    ['{{ trigger["body"]["to" + "tal"] }}', 120],
    ['{{ trigger.body.lines[1].sku }}', 'y'],
    ['{{ trigger.body.lines.length }}', 2],
    [
      '{{ trigger.body.lines }}',
      [
        { sku: 'x', n: 2 },
        { sku: 'y', n: 3 },
      ],
    ],
    ['{{ trigger.body.missing }}', undefined],
    ['{{ trigger.body.missing?.deeper.still }}', undefined],
    ['{{ trigger.body.missing?.toUpperCase() ?? "none" }}', 'none'],
    ['{{ event.type }}', 'order.created'],
    ['{{ steps.first.ok }}', true],
    ['{{ item + index }}', 'loom3'],
    ['{{ vars.currency }}', 'EUR'],
    ['{{ `${workflow.name} ${run.attempt}` }}', 'Orders 1'],
    ['{{ now.toISOString() }}', '2026-03-01T10:00:00.000Z'],
    ['{{ 1 + 2 * 3 ** 2 % 5 }}', 1 + ((2 * 3 ** 2) % 5)],
    ['{{ 7 & 3 | 8 ^ 1 }}', (7 & 3) | (8 ^ 1)],
    ['{{ -"5" + +"2" + ~1 }}', -5],
    ['{{ 1 < 2 && 2 <= 2 && "b" > "a" && 3 >= 3 }}', true],
    ['{{ 1 === "1" || 1 == "1" }}', true],
    ['{{ null == undefined && null !== undefined && 1 != 2 }}', true],
    ['{{ "total" in trigger.body && !("toString" in trigger.body) }}', true],
    ['{{ typeof trigger.body.id + typeof trigger.none }}', 'stringundefined'],
    ['{{ trigger.body.total > 100 ? "large" : "small" }}', 'large'],
    ['{{ [1, ...[2, 3], ..."ab"] }}', [1, 2, 3, 'a', 'b']],
    [
      '{{ { id: trigger.body.id, ["k" + 1]: 1, ...vars, "a-b": [] } }}',
      { id: 'A-1', k1: 1, currency: 'EUR', 'a-b': [] },
    ],
    ['{{ {a:{b:{}}} }}', { a: { b: {} } }],
    ['{{ "}}" + `}}` }}', '}}}}'],
    ['{{ ((1)) }}', 1],
    ['{{ trigger.body.lines.map(({ sku, n = 0 }) => sku + n).join() }}', 'x2,y3'],
    ['{{ Object.entries(vars).map(([key, value]) => `${key}=${value}`) }}', ['currency=EUR']],
    ['{{ trigger.body.lines.map(({ sku, ...rest }) => rest) }}', [{ n: 2 }, { n: 3 }]],
    ['{{ [1, 2].map((item) => [1].map((other) => item + other)) }}', [[2], [3]]],
    ['{{ undefined }}', undefined],
  ])('evaluates %s', (text, expected) => {
    expect(evaluate(text)).toEqual(expected);
  });

  it('keeps the type of a single expression, and makes text of everything else', () => {
    expect(evaluate('{{ trigger.body.total }}')).toBe(120);
    expect(evaluate(' {{ trigger.body.total }}')).toBe(' 120');
    expect(evaluate('{{ trigger.body.id }}: {{ trigger.body.total }} {{ vars.currency }}')).toBe('A-1: 120 EUR');
    expect(evaluate('<{{ null }}{{ undefined }}{{ false }}{{ 0 }}>')).toBe('<false0>');
    expect(evaluate('{{ event.data }} {{ [1] }} {{ now }}')).toBe('{"id":"A-1"} [1] 2026-03-01T10:00:00.000Z');
  });

  it('evaluates texts however deep they are in a value', () => {
    const value = { a: ['{{ index }}', 'x'], b: { 'c/d': { '~': 'n={{ index }}' } }, e: 1, f: null };
    expect(evaluate(value)).toEqual({ a: [3, 'x'], b: { 'c/d': { '~': 'n=3' } }, e: 1, f: null });
  });

  it('gives out what holds no expression as it is', () => {
    const value = { a: [1, 'text', { b: '} } { {' }] };
    const compiled = compileTemplate(value);
    expect(compiled.constant).toBe(true);
    expect(compiled.evaluate(scope)).toBe(value);
  });

  it('never evaluates what data contains', () => {
    const evil = { ...scope, trigger: { name: '{{ 7 * 7 }}', '{{ 1 }}': '${7*7}' } };
    expect(compileTemplate('Hello {{ trigger.name }}').evaluate(evil)).toBe('Hello {{ 7 * 7 }}');
    expect(compileTemplate('{{ trigger }}').evaluate(evil)).toEqual(evil.trigger);
    expect(compileTemplate('{{ `{{ trigger.name }}` }}').evaluate(evil)).toBe('{{ trigger.name }}');
  });

  it('leaves what it reads unchanged', () => {
    const list = Object.freeze([3, 1, 2]);
    const frozen = { ...scope, input: list };
    const compiled = compileTemplate('{{ [input.sort(), input.reverse(), input.with(0, 9), input.concat(4)] }}');
    expect(compiled.evaluate(frozen)).toEqual([
      [1, 2, 3],
      [2, 1, 3],
      [9, 1, 2],
      [3, 1, 2, 4],
    ]);
    expect(list).toEqual([3, 1, 2]);
  });

  it('names the nodes whose output it reads', () => {
    const { references } = compileTemplate({ a: '{{ steps.one.x + steps["two"] }}', b: ['{{ steps.one }}'] });
    expect(references).toEqual(['one', 'two']);
    expect(compileTemplate('{{ [1].map((steps) => steps.one) }}').references).toEqual([]);
  });

  it('names what it reads of the scope, and nothing else', () => {
    const { names } = compileTemplate({
      a: '{{ candidate.data.id === trigger.body.id }}',
      b: ['x', '{{ steps[vars.key]?.at(index) ?? Math.max(NaN) }}', '{{ `${run.id}` + ({ now }).now }}'],
    });
    expect(names.toSorted()).toEqual(['candidate', 'index', 'now', 'run', 'steps', 'trigger', 'vars']);
    expect(compileTemplate('{{ [1].map((item, input) => item + input) }}').names).toEqual([]);
    expect(compileTemplate('trigger').names).toEqual([]);
  });

  it('reads undefined where the loop or the candidate is not there', () => {
    const { item: _, index: __, ...outside } = scope;
    expect(compileTemplate('{{ [item, index, candidate] }}').evaluate(outside)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    const within = { ...outside, candidate: { data: { id: 7 } } };
    expect(compileTemplate('{{ candidate.data.id }}').evaluate(within)).toBe(7);
  });

  it('takes a reference to a node that is not there for an unknown name, if it knows the nodes', () => {
    const { problems } = compileTemplate({ to: ['Hi {{ steps.ghost.x }}'] }, new Set(['first']));
    expect(problems).toEqual([
      { code: 'EXPR_UNKNOWN_NAME', detail: 'There is no step "ghost".', pointer: '/to/0', line: 1, column: 13 },
    ]);
  });

  it.each([
    ['{{ 1 + }}', 'EXPR_SYNTAX', 1, 8],
    ['first\n  {{ trigger..body }}', 'EXPR_SYNTAX', 2, 14],
    ['{{ }}', 'EXPR_SYNTAX', 1, 3],
    ['{{', 'EXPR_SYNTAX', 1, 3],
    ['{{ trigger.body ', 'EXPR_SYNTAX', 1, 17],
    ['{{ trigger.body }', 'EXPR_SYNTAX', 1, 17],
    ['{{ trigger trigger }}', 'EXPR_SYNTAX', 1, 12],
    ['{{ trigger ) }}', 'EXPR_SYNTAX', 1, 12],
    ['ok {{ 1 }}\n\n{{ triger.body }}', 'EXPR_UNKNOWN_NAME', 3, 4],
    ['{{ trigger.body.foo() }}', 'EXPR_UNKNOWN_NAME', 1, 17],
    ['{{ Math.floot(1) }}', 'EXPR_UNKNOWN_NAME', 1, 4],
    ['{{ Object.assign({}, {}) }}', 'EXPR_UNKNOWN_NAME', 1, 4],
    ['{{ fetch("x") }}', 'EXPR_UNKNOWN_NAME', 1, 4],
  ])('finds what is wrong in %j, with its place', (text, code, line, column) => {
    const { problems } = compileTemplate(text);
    expect(problems).toMatchObject([{ code, line, column, pointer: '' }]);
    expect(errorOf(text)).toMatchObject({ code, line, column });
  });

  it('says what failed, and where', () => {
    const error = errorOf('total:\n  {{ trigger.order.total }}');
    expect(error).toMatchObject({ code: 'EXPR_FAILED', line: 2, column: 6 });
    expect(error.message).toBe('trigger.order is undefined, "total" cannot be read from it. In: trigger.order.total');
    expect(errorOf('{{ trigger.body.total.trim() }}').message).toBe(
      'trigger.body.total is a number, which has no method "trim". In: trigger.body.total.trim()',
    );
    expect(errorOf('{{ trigger.body.note[index] }}').message).toContain(
      'trigger.body.note is null, "3" cannot be read',
    );
    expect(errorOf('{{ JSON.parse("{") }}')).toMatchObject({ code: 'EXPR_FAILED' });
    expect(errorOf('{{ (5).toFixed(1000) }}')).toMatchObject({ code: 'EXPR_FAILED' });
  });

  it.each([
    ['total:\n  {{ [1]\n    .map((x) => x.toFixed(1000)) }}', 3, 19],
    ['{{ trigger.body.lines.map((line) => line.sku.repeat(-1)) }}', 1, 46],
    ['a {{ 1 }}\n\n b {{ `${"x" in trigger.body.total}` }}', 3, 10],
    ['{{ [1, ...trigger.body.total] }}', 1, 8],
    ['x\r\n{{ 1 + JSON.parse("{") }}', 2, 8],
    ['{{ trigger.body.lines.map(([first]) => first) }}', 1, 23],
    ['{{ "a".matches("(") }}', 1, 8],
    ['{{ 1 }}{{ [0].map(() => trigger.body.nothing.at) }}', 1, 25],
    ['ä😀 {{ now.startOf("eon") }}', 1, 12],
    ['{{ trigger.body.id.trim().pick() }}', 1, 27],
  ])('tells the place of what fails in %j', (text, line, column) => {
    expect(errorOf(text)).toMatchObject({ line, column });
  });

  it('reports all texts of a value that have problems', () => {
    const { problems } = compileTemplate({ a: '{{ 1 + }}', 'b/c': ['{{ nope }}'], d: '{{ 1 }}' });
    expect(problems.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/a', 'EXPR_SYNTAX'],
      ['/b~1c/0', 'EXPR_UNKNOWN_NAME'],
    ]);
  });

  it('evaluates plain paths and small sums fast', () => {
    const rate = (text: string): number => {
      const { evaluate: run } = compileTemplate(text);
      const best = [1, 2, 3, 4, 5].map(() => {
        const start = performance.now();
        for (let count = 0; count < 100_000; count += 1) run(scope);
        return 100_000_000 / (performance.now() - start);
      });
      return Math.max(...best);
    };
    // The goals are 5,000,000 and 1,000,000 per second on an idle machine; tests share theirs with others.
    expect(rate('{{ trigger.body.total }}')).toBeGreaterThan(1_000_000);
    expect(rate('{{ trigger.body.lines.length * 2 }}')).toBeGreaterThan(500_000);
  });
});
