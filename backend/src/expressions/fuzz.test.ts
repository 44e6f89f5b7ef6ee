import fc from 'fast-check';
import { describe, expect, inject, it, vi } from 'vitest';
import { compileTemplate } from './compile-template.js';
import { ExpressionError } from './expression-error.js';
import { renameReference } from './rename-reference.js';
import type { Scope } from './scope.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** The seed of the random expressions, and how many there are; absent for as many as a test has time for. */
    fuzz: { seed: number; runs: number | undefined };
  }
}

const { seed, runs } = inject('fuzz');
// A busy machine takes its time, and a long run as much as it needs.
vi.setConfig({ testTimeout: runs === undefined ? 60_000 : 24 * 3_600_000 });

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

const NAMES = ['trigger', 'input', 'now', 'vars', 'steps', 'candidate', 'x', 'Math', 'Object', 'process', 'undefined'];
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
  'groupBy',
  'uniqueBy',
  'sortBy',
  'keyBy',
  'sum',
  'average',
  'chunk',
  'unique',
  'format',
  'plus',
  'startOf',
  'diff',
  'parts',
  'matches',
  'extract',
];
const FUNCTIONS = [
  'Math.max',
  'JSON.stringify',
  'Object.entries',
  'Object.fromEntries',
  'String',
  'Number',
  'Date',
  'parseDate',
  'jsonPath',
  'sha256',
  'hmac',
  'base64Encode',
  'base64Decode',
  'pick',
  'omit',
  'range',
  'uuid',
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
    fc.tuple(fc.constantFrom(...FUNCTIONS), tie('list')).map(([name, args]) => `${name}(${args})`),
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
      { seed, numRuns: runs ?? 3_000 },
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
      { seed, numRuns: runs ?? 3_000 },
    );
  });

  it('may give its helpers any text to read', () => {
    const pieces = [
      '$',
      '@',
      '.',
      '..',
      '[',
      ']',
      '?',
      '*',
      "'a'",
      'a',
      '0',
      '-1',
      ':',
      ',',
      '(',
      ')',
      '==',
      '<',
      '&&',
      '!',
    ];
    const dates = ['yyyy', 'MM', 'd', 'EEE', 'a', 'XXX', "'", '-', ' ', '2026', '12', '+01:00', 'T', 'Z', 'PM', 'é'];
    const text = fc.array(fc.constantFrom(...pieces, ...dates, '\\\\', 'match(', 'length(', 'true', '"'), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(text, text, (first, second) => {
        const [one, other] = [first, second].map((parts) => JSON.stringify(parts.join('')));
        check(`{{ jsonPath(trigger, "$" + ${one}) }}`);
        check(`{{ now.format(${one}, "Asia/Tokyo") }}`);
        check(`{{ parseDate(${one}, "UTC", ${other}) }}`);
        check(`{{ parseDate(${one}) }}`);
        check(`{{ ${one}.extract(${other}) }}`);
      }),
      { seed, numRuns: runs ?? 1_000 },
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
      { seed, numRuns: runs ?? 500 },
    );
  });
});
