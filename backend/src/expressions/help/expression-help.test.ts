import { describe, expect, it } from 'vitest';
import { compileTemplate } from '../compile-template.js';
import { DATE_METHODS } from '../methods/date-methods.js';
import { BOOLEAN_METHODS } from '../methods/find-method.js';
import { CONSTANTS_OF, FUNCTIONS, HELPERS } from '../methods/helpers.js';
import { LIST_METHODS } from '../methods/list-methods.js';
import { NUMBER_METHODS } from '../methods/number-methods.js';
import { TEXT_METHODS } from '../methods/text-methods.js';
import { SCOPE_NAMES, type Scope } from '../scope.js';
import { EXPRESSION_HELP } from './expression-help.js';

const scope = { now: new Date('2026-03-01T10:20:30.456Z') } as Scope;
const examples = EXPRESSION_HELP.flatMap(({ example, result }) => (example ? [[example, result] as const] : []));

const TABLES = [
  ['list', LIST_METHODS],
  ['text', TEXT_METHODS],
  ['date', DATE_METHODS],
  ['number', NUMBER_METHODS],
  ['boolean', BOOLEAN_METHODS],
] as const;

describe('EXPRESSION_HELP', () => {
  it.each(examples)('%s gives %s', (example, result) => {
    expect(JSON.stringify(compileTemplate(`{{ ${example} }}`).evaluate(scope))).toBe(result);
  });

  it('tells of everything that can be named or called, and of nothing else', () => {
    const callable = [
      ...SCOPE_NAMES,
      ...TABLES.flatMap(([receiver, table]) => [...table.keys()].map((name) => `${receiver}.${name}`)),
      ...[FUNCTIONS, HELPERS, CONSTANTS_OF].flatMap((table) => [...table.keys()]),
    ];
    const told = EXPRESSION_HELP.map(({ signature }) => signature.replace(/\(.*/, ''));
    expect(told.toSorted()).toEqual(callable.toSorted());
  });

  it('is short enough for a list, and ends each line', () => {
    for (const { description } of EXPRESSION_HELP) expect(description).toMatch(/^.{5,180}[.…]$/);
  });

  it('puts in what can be called as it stands', () => {
    const of = (signature: string): string | undefined =>
      EXPRESSION_HELP.find((entry) => entry.signature === signature)?.snippet;
    expect(of('list.groupBy(key)')).toBe('.groupBy()');
    expect(of('Math.PI')).toBe('Math.PI');
    expect(of('uuid()')).toBe('uuid()');
    expect(of('trigger')).toBe('trigger');
  });
});
