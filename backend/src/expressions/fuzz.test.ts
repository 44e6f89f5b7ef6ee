import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileTemplate } from './compile-template.js';
import { ExpressionError } from './expression-error.js';
import { renameReference } from './rename-reference.js';
import type { Scope } from './scope.js';

/** Fixed, so that a failure here is the same failure elsewhere; fast-check prints the rest. */
const SEED = 20_261_124;

const DATA = { list: [1, 'two', null, { three: 3 }], text: 'loom', number: -1.5, yes: true, constructor: 'own' };

function newScope(): Scope {
  return {
    trigger: structuredClone(DATA),
    event: { data: structuredClone(DATA) },
    steps: { one: { a: 1 } },
    input: [3, 1, 2],
    vars: {},
    workflow: { id: 'w', name: 'W' },
    run: { id: 'r', attempt: 1 },
    now: new Date(0),
  };
}

const NAMES = ['trigger', 'input', 'now', 'vars', 'steps', 'x', 'Math', 'Object', 'process', 'undefined'];
const KEYS = ['list', 'text', 'number', 'length', 'constructor', '__proto__', 'prototype', 'toString', 'one', 'three'];
const METHODS = [
  'map',
  'filter',
  'reduce',
  'sort',
  'join',
  'concat',
  'flat',
  'split',
  'repeat',
  'replaceAll',
  'slice',
  'toString',
  'at',
  'includes',
  'toFixed',
  'getTime',
  'constructor',
  'valueOf',
];
const OPERATORS = ['+', '-', '*', '/', '%', '**', '===', '==', '<', '>=', '&&', '||', '??', 'in', '|', '>>>'];

/** Expressions that can be read, though most of them make no sense. */
const { expression } = fc.letrec<{ expression: string; leaf: string; list: string }>((tie) => ({
  leaf: fc.oneof(
    fc.constantFrom(...NAMES),
    fc.integer().map(String),
    fc.string({ maxLength: 5 }).map((text) => JSON.stringify(text)),
    fc.constantFrom('null', 'true', '1e300', '`t`', '[]', '({})'),
  ),
  list: fc.array(tie('expression'), { maxLength: 3 }).map((items) => items.join(', ')),
  expression: fc.oneof(
    { maxDepth: 5, depthIdentifier: 'expression' },
    tie('leaf'),
    fc.tuple(tie('expression'), fc.constantFrom(...KEYS)).map(([target, key]) => `(${target})?.${key}`),
    fc.tuple(tie('expression'), tie('expression')).map(([target, key]) => `(${target})[${key}]`),
    fc
      .tuple(tie('expression'), fc.constantFrom(...METHODS), tie('list'))
      .map(([target, name, args]) => `(${target}).${name}(${args})`),
    fc
      .tuple(tie('expression'), fc.constantFrom(...METHODS), tie('expression'))
      .map(([target, name, body]) => `(${target})?.${name}((x, y) => ${body})`),
    fc
      .tuple(tie('expression'), fc.constantFrom(...OPERATORS), tie('expression'))
      .map(([left, operator, right]) => `((${left}) ${operator} (${right}))`),
    fc
      .tuple(tie('expression'), tie('expression'), tie('expression'))
      .map(([test, yes, no]) => `((${test}) ? (${yes}) : (${no}))`),
    tie('list').map((items) => `[${items}]`),
    fc
      .tuple(fc.constantFrom(...KEYS), tie('expression'))
      .map(([key, value]) => `({ ${key}: ${value}, ...(${value}) })`),
    tie('expression').map((value) => `\`<\${${value}}>\``),
    fc
      .tuple(
        fc.constantFrom(
          'Math.max',
          'JSON.stringify',
          'Object.entries',
          'Object.fromEntries',
          'String',
          'Number',
          'Date',
        ),
        tie('list'),
      )
      .map(([name, args]) => `${name}(${args})`),
  ),
}));

/** Evaluates; anything that is no data and no error of ours fails. */
function check(text: string): void {
  const scope = newScope();
  const compiled = compileTemplate(text);
  let value: unknown;
  try {
    value = compiled.evaluate(scope);
  } catch (error) {
    expect(error).toBeInstanceOf(ExpressionError);
    expect((error as ExpressionError).message).not.toMatch(/is not a function|Cannot read propert/);
  }
  expectData(value);
  expect(scope).toEqual(newScope());
  expect(Object.keys(Object.prototype)).toEqual([]);
}

function expectData(value: unknown): void {
  if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint')
    throw new Error('not data');
  if (typeof value !== 'object' || value === null || value instanceof Date) return;
  expect([Object.prototype, Array.prototype]).toContain(Object.getPrototypeOf(value));
  for (const part of Object.values(value)) expectData(part);
}

describe('any expression', () => {
  it('gives data or an error of ours, and changes nothing', () => {
    fc.assert(
      fc.property(expression, (text) => check(`{{ ${text} }}`)),
      { seed: SEED, numRuns: 3_000 },
    );
  });

  it('may be any text at all', () => {
    const pieces = fc.constantFrom(
      '{{',
      '}}',
      '(',
      ')',
      '[',
      ']',
      '{',
      '}',
      '=>',
      '...',
      '?.',
      '`',
      '${',
      "'",
      '"',
      '\\',
      '/',
      '//',
      '/*',
      '\n',
      '#',
      '@',
      'x',
      'trigger',
      '.',
      ',',
      ':',
      '=',
      'new',
      'async',
      'let',
      'of',
      '\u2028',
      '\0',
      '😀',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string({ maxLength: 3 })), { maxLength: 20 }), (parts) => {
        check(parts.join(' '));
        check(`{{${parts.join('')}}}`);
      }),
      { seed: SEED, numRuns: 3_000 },
    );
  });

  it('keeps its meaning when a node is renamed', () => {
    fc.assert(
      fc.property(expression, (text) => {
        const before = `{{ steps.one.a + (${text}) }}`;
        const renamed = renameReference(before, 'one', 'other') as string;
        expect(compileTemplate(renamed).references).not.toContain('one');
        expect(compileTemplate(renamed).problems.length).toBe(compileTemplate(before).problems.length);
        expect(renameReference(renamed, 'other', 'one')).toBe(before);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });
});
