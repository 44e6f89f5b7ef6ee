import { describe, expect, it } from 'vitest';
import type { Condition, ConditionOperator } from '../contract/index.js';
import { evaluateConditions } from './conditions.js';

function holds(left: unknown, operator: ConditionOperator, right?: unknown): boolean {
  return evaluateConditions({ all: [{ left, operator, right } as Condition] }).holds;
}

const DATE = new Date('2026-01-02T00:00:00.000Z');

describe(evaluateConditions.name, () => {
  it.each<[unknown, ConditionOperator, unknown]>([
    [1, 'eq', 1],
    [100, 'eq', '100'],
    ['1e2', 'eq', 100],
    [true, 'eq', 'true'],
    ['a', 'eq', 'a'],
    [null, 'eq', undefined],
    [{ a: 1, b: [2] }, 'eq', { b: [2], a: 1 }],
    [DATE, 'eq', '2026-01-02T00:00:00.000Z'],
    [1, 'ne', 2],
    ['a', 'ne', 'A'],
    [0, 'ne', ''],
    [0, 'ne', false],
    [null, 'ne', 0],
    [[], 'ne', {}],
    [{ a: 1 }, 'ne', { a: 1, b: undefined }],
    [2, 'gt', 1],
    ['10', 'gt', '9'],
    ['2026-01-02', 'gt', '2026-01-01'],
    ['b', 'gt', 'a'],
    [DATE, 'gt', '2026-01-01'],
    [2, 'gte', 2],
    [1, 'lt', '1.5'],
    ['a', 'lt', 'b'],
    [2, 'lte', 2],
    ['loom', 'contains', 'oo'],
    [1234, 'contains', 23],
    [[1, '2', { a: 1 }], 'contains', 2],
    [[{ a: 1 }], 'contains', { a: 1 }],
    [{ key: 0 }, 'contains', 'key'],
    ['loom', 'startsWith', 'lo'],
    [404, 'startsWith', 4],
    ['loom', 'endsWith', 'om'],
    ['ORD-17', 'matches', '^ORD-\\d+$'],
    ['multi\nline', 'matches', '(?m)^line'],
    ['b', 'in', ['a', 'b']],
    ['b', 'in', 'a, b ,c'],
    [2, 'in', ['1', '2']],
    [0, 'exists', undefined],
    ['', 'exists', undefined],
    ['', 'empty', undefined],
    [[], 'empty', undefined],
    [{}, 'empty', undefined],
    [null, 'empty', undefined],
    [undefined, 'empty', undefined],
  ])('%j %s %j', (left, operator, right) => {
    expect(holds(left, operator, right)).toBe(true);
  });

  it.each<[unknown, ConditionOperator, unknown]>([
    [1, 'eq', 2],
    ['', 'eq', 0],
    ['', 'eq', null],
    [' ', 'eq', 0],
    [[1], 'eq', [1, 2]],
    [1, 'eq', true],
    ['100', 'ne', 100],
    [null, 'gt', -1],
    [undefined, 'lt', 1],
    [null, 'gte', null],
    [1, 'gt', 'a'],
    [true, 'gt', 0],
    [{}, 'gt', 0],
    ['a', 'lte', 1],
    [null, 'contains', 'n'],
    [{ key: 0 }, 'contains', 'constructor'],
    ['Loom', 'startsWith', 'loom'],
    [null, 'startsWith', ''],
    ['x', 'matches', '^\\d'],
    [null, 'matches', '.*'],
    ['b', 'in', ['a']],
    ['a', 'in', { a: 1 }],
    [null, 'exists', undefined],
    [undefined, 'exists', undefined],
    [0, 'empty', undefined],
    [false, 'empty', undefined],
    [DATE, 'empty', undefined],
  ])('not: %j %s %j', (left, operator, right) => {
    expect(holds(left, operator, right)).toBe(false);
  });

  it('names the clause that was in the way', () => {
    const small: Condition = { left: 120, operator: 'gt', right: 500 };
    const other: Condition = { left: 'a', operator: 'eq', right: ['b'] };
    const present: Condition = { left: 1, operator: 'exists' };
    expect(evaluateConditions({ all: [present, small, other] })).toEqual({ holds: false, refusedBy: '120 gt 500' });
    expect(evaluateConditions({ any: [small, other] })).toEqual({
      holds: false,
      refusedBy: '120 gt 500 or "a" eq ["b"]',
    });
    expect(evaluateConditions({ any: [small, present] })).toEqual({ holds: true });
    expect(evaluateConditions({ all: [{ left: null, operator: 'exists' }] }).refusedBy).toBe('null exists');
    expect(evaluateConditions({ all: [{ left: 'x'.repeat(100), operator: 'empty' }] }).refusedBy).toHaveLength(66);
  });

  it('takes no clause at all as it is read: all of none hold, any of none does not', () => {
    expect(evaluateConditions({ all: [] })).toEqual({ holds: true });
    expect(evaluateConditions({ any: [] })).toEqual({ holds: false, refusedBy: 'there is no clause' });
  });

  it('matches patterns in linear time, and refuses what it cannot match so', () => {
    const start = performance.now();
    expect(holds(`${'a'.repeat(50_000)}!`, 'matches', '^(a+)+$')).toBe(false);
    expect(holds(`${'a'.repeat(2_000)}!`, 'matches', '^(a|a)*$|^(a|aa)+$|^(.*a){11}$')).toBe(false);
    expect(performance.now() - start).toBeLessThan(2_000);
    expect(() => holds('ab'.repeat(50_000), 'matches', '[ab]{1000}[cd]')).toThrow(
      expect.objectContaining({ code: 'EXPR_LIMIT' }) as Error,
    );
    for (const pattern of ['(', '(a)\\1', '(?=a)b', 'a{1001}', '[z-a]', 'a'.repeat(1_001)])
      expect(() => holds('aaa', 'matches', pattern)).toThrow(expect.objectContaining({ code: 'EXPR_FAILED' }) as Error);
  });
});
