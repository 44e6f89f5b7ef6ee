import { describe, expect, it } from 'vitest';
import { cutValue } from './cut-value.js';
import { JsonSizes } from './json-sizes.js';

const cut = (value: unknown, limit: number, pointer = '', offset = 0) =>
  cutValue(value, limit, new JsonSizes(), { pointer, offset });

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

describe(cutValue.name, () => {
  it('leaves alone what fits', () => {
    const value = { a: [1, 'two', null], b: { c: true } };
    expect(cut(value, 100)).toEqual({ value, cuts: [] });
    expect(cut(value, 100).value).toBe(value);
  });

  it('takes the end off a text, and never half of a character', () => {
    const { value, cuts } = cut('😀'.repeat(1000), 101);
    expect(value).toMatch(/^(😀)+$/u);
    expect(bytesOf(value)).toBeLessThanOrEqual(101);
    expect(cuts).toEqual([{ pointer: '', size: 2000 }]);
  });

  it('shows the first items of a long list whole rather than all of them in shreds', () => {
    const list = Array.from({ length: 10_000 }, (_, id) => ({ id, name: 'x'.repeat(400) }));
    const { value, cuts } = cut({ ok: true, list }, 64 * 1024) as { value: { list: unknown[] }; cuts: unknown };
    expect(cuts).toEqual([{ pointer: '/list', size: 10_000 }]);
    expect(value.list.length).toBeGreaterThan(100);
    expect(value.list).toEqual(list.slice(0, value.list.length));
  });

  it('keeps the depth: what is long beside it does not take the place of what is short', () => {
    const value = { id: 7, text: 'x'.repeat(1_000_000), deep: { er: { list: [1, 2, { end: 'there' }] } } };
    const shown = cut(value, 4096);
    expect(shown.value).toMatchObject({ id: 7, deep: value.deep });
    expect(shown.cuts).toEqual([{ pointer: '/text', size: 1_000_000 }]);
  });

  it('shares the room evenly among long ones', () => {
    const texts = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(100_000));
    const { value, cuts } = cut(texts, 8000) as { value: string[]; cuts: unknown[] };
    expect(value).toHaveLength(4);
    for (const text of value) expect(text.length).toBeGreaterThan(1800);
    expect(cuts).toHaveLength(4);
  });

  it.each([
    ['many fields', Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [`field ${n}`, n]))],
    ['lists in lists', Array.from({ length: 300 }, () => Array.from({ length: 300 }, (_, n) => `item ${n}`))],
    ['long names', Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`${n}`.repeat(100), 'x'.repeat(5000)]))],
    ['control characters', '\u0001'.repeat(200_000)],
    ['umlauts', Array.from({ length: 5000 }, () => 'äöü/~'.repeat(20))],
    ['a deep value', Array.from({ length: 2000 }).reduce<unknown>((inner) => ({ in: inner, pad: 'x'.repeat(50) }), 1)],
  ])('stays within its limit with %s', (_what, value) => {
    for (const limit of [500, 4096, 65_536]) {
      const shown = cut(value, limit);
      expect(shown.cuts.length).toBeGreaterThan(0);
      expect(bytesOf(shown.value) + bytesOf(shown.cuts)).toBeLessThanOrEqual(limit * 1.05 + 64);
    }
  });

  it('goes on where it left off, until all has been shown', () => {
    const whole = Array.from({ length: 1000 }, (_, n) => `item ${n}`);
    const seen: unknown[] = [];
    for (let left = true; left;) {
      const part = cut(whole, 2000, '/list', seen.length) as { value: unknown[]; cuts: { pointer: string }[] };
      seen.push(...part.value);
      left = part.cuts.some(({ pointer }) => pointer === '/list');
    }
    expect(seen).toEqual(whole);
    expect(cut({ a: 1, b: 2, c: 3 }, 1000, '', 2)).toEqual({ value: { c: 3 }, cuts: [] });
    expect(cut('a text', 1000, '', 2)).toEqual({ value: 'text', cuts: [] });
  });

  it('tells the place of what is cut further on in a list', () => {
    const { cuts } = cut(['a', 'b', 'x'.repeat(5000)], 1000, '/list', 1);
    expect(cuts).toEqual([{ pointer: '/list/2', size: 5000 }]);
  });

  it('cuts five megabytes in a moment', () => {
    const many = Array.from({ length: 100_000 }, (_, id) => ({ id, name: `name of ${id}`, tags: ['a', 'b'] }));
    const start = performance.now();
    cut(many, 65_536);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

describe(JsonSizes.name, () => {
  it.each([[null], [''], ['say "hi"\n'], ['😀 ü'], [[]], [[1, [2.5, -1e21]]], [{ 'a"b': undefined, c: [{}] }], [true]])(
    'measures %j as JSON does',
    (value) => expect(new JsonSizes().of(value)).toBe(bytesOf(value)),
  );
});
