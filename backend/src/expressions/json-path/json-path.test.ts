import { describe, expect, it } from 'vitest';
import { Evaluation } from '../evaluation.js';
import type { Scope } from '../scope.js';
import { findByJsonPath } from './find-by-json-path.js';

/** The example of RFC 9535, section 1.5. */
const STORE = {
  store: {
    book: [
      { category: 'reference', author: 'Nigel Rees', title: 'Sayings of the Century', price: 8.95 },
      { category: 'fiction', author: 'Evelyn Waugh', title: 'Sword of Honour', price: 12.99 },
      { category: 'fiction', author: 'Herman Melville', title: 'Moby Dick', isbn: '0-553-21311-3', price: 8.99 },
      {
        category: 'fiction',
        author: 'J. R. R. Tolkien',
        title: 'The Lord of the Rings',
        isbn: '0-395-19395-8',
        price: 22.99,
      },
    ],
    bicycle: { color: 'red', price: 399 },
  },
};
const LETTERS = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
/** The one of section 2.3.5. */
const FILTERED = {
  a: [3, 5, 1, 2, 4, 6, { b: 'j' }, { b: 'k' }, { b: {} }, { b: 'kilo' }],
  o: { p: 1, q: 2, r: 3, s: 5, t: { u: 6 } },
  e: 'f',
};

function find(value: unknown, path: string): unknown[] {
  return findByJsonPath(value, path, new Evaluation({} as Scope));
}

describe(findByJsonPath.name, () => {
  it.each([
    ['$.store.book[*].author', ['Nigel Rees', 'Evelyn Waugh', 'Herman Melville', 'J. R. R. Tolkien']],
    ['$..author', ['Nigel Rees', 'Evelyn Waugh', 'Herman Melville', 'J. R. R. Tolkien']],
    ['$.store.*', [STORE.store.book, STORE.store.bicycle]],
    ['$.store..price', [8.95, 12.99, 8.99, 22.99, 399]],
    ['$..book[2].title', ['Moby Dick']],
    ['$..book[-1].title', ['The Lord of the Rings']],
    ['$..book[0,1].price', [8.95, 12.99]],
    ['$..book[:2].price', [8.95, 12.99]],
    ['$..book[?@.isbn].price', [8.99, 22.99]],
    ['$..book[?@.price<10].price', [8.95, 8.99]],
    ["$.store['bicycle']['color']", ['red']],
    ['$["store"]["bicycle"]["color","price"]', ['red', 399]],
    ['$', [STORE]],
    [' $.nothing.at.all ', []],
    ['$.store.book[?@.price > $.store.book[1].price].title', ['The Lord of the Rings']],
    ["$..book[?(@.category == 'fiction' && !(@.price > 10))].title", ['Moby Dick']],
    ['$..book[?!@.isbn && @.price >= 12.99 || @.price == 22.99].price', [12.99, 22.99]],
    ['$..book[?length(@.author) == 10].author', ['Nigel Rees']],
    ['$[?count(@.*) > 1].bicycle.color', ['red']],
    ["$..book[?match(@.author, 'E.*h')].price", [12.99]],
    ["$..book[?search(@.title, 'of')].price", [8.95, 12.99, 22.99]],
    ["$..book[?match(@.title, '(')]", []],
    ['$..[?value(@..color) == "red"].bicycle.price', [399]],
  ])('finds %s in a store', (path, expected) => {
    expect(find(STORE, path)).toEqual(expected);
  });

  it.each([
    ['$[1:3]', ['b', 'c']],
    ['$[5:]', ['f', 'g']],
    ['$[1:5:2]', ['b', 'd']],
    ['$[5:1:-2]', ['f', 'd']],
    ['$[::-1]', ['g', 'f', 'e', 'd', 'c', 'b', 'a']],
    ['$[-2:]', ['f', 'g']],
    ['$[::0]', []],
    ['$[7]', []],
    ['$[-8]', []],
    ['$[0, 0, 1:2]', ['a', 'a', 'b']],
  ])('takes %s out of a list', (path, expected) => {
    expect(find(LETTERS, path)).toEqual(expected);
  });

  it.each([
    ["$.a[?@.b == 'kilo']", [{ b: 'kilo' }]],
    ['$.a[?@>3.5]', [5, 4, 6]],
    ['$.a[?@.b]', [{ b: 'j' }, { b: 'k' }, { b: {} }, { b: 'kilo' }]],
    ['$[?@.*]', [FILTERED.a, FILTERED.o]],
    ['$[?@[?@.b]]', [FILTERED.a]],
    ['$.o[?@<3, ?@<3]', [1, 2, 1, 2]],
    ['$.a[?@<2 || @.b == "k"]', [1, { b: 'k' }]],
    ['$.a[?match(@.b, "[jk]")]', [{ b: 'j' }, { b: 'k' }]],
    ['$.a[?search(@.b, "[jk]")]', [{ b: 'j' }, { b: 'k' }, { b: 'kilo' }]],
    ['$.o[?@>1 && @<4]', [2, 3]],
    ['$.o[?@.u || @.x]', [{ u: 6 }]],
    ['$.a[?@.b == $.x]', [3, 5, 1, 2, 4, 6]],
    ['$.a[?@ == @]', FILTERED.a],
    ['$[?@ == "f"]', ['f']],
    ['$[?@.p == 1 && @.t == $.o.t]', [FILTERED.o]],
    ['$.a[?@ != 1 && @ < "2"]', []],
    ['$.a[?@.b == null]', []],
    ['$.a[?@ == -1e0 || @ == 1.0]', [1]],
  ])('filters by %s', (path, expected) => {
    expect(find(FILTERED, path)).toEqual(expected);
  });

  it('sees own properties only, and every name as data', () => {
    const value: unknown = JSON.parse('{"__proto__":{"x":1},"constructor":2,"it\'s":3,"a\\"b":4,"ü":5}');
    expect(find(value, '$.__proto__.x')).toEqual([1]);
    expect(find(value, '$.constructor')).toEqual([2]);
    expect(find(value, "$['it\\'s', \"a\\\"b\", 'a\"b', '\\u00fc'].length")).toEqual([]);
    expect(find(value, "$['it\\'s', \"a\\\"b\", 'a\"b', '\\u00fc']")).toEqual([3, 4, 4, 5]);
    expect(find(value, '$.ü')).toEqual([5]);
    expect(find({}, '$.__proto__')).toEqual([]);
    expect(find({}, '$.constructor')).toEqual([]);
    expect(find([], '$.length')).toEqual([]);
    expect(find('text', '$.length')).toEqual([]);
    expect(find([1], "$['0']")).toEqual([]);
  });

  it.each([
    ['', '$ is missing at character 1'],
    ['store', '$ is missing at character 1'],
    ['$.', 'a name or * was expected at character 3'],
    ['$store', 'a dot or a bracket was expected at character 2'],
    ['$[', 'was expected at character 3'],
    ['$[1', '] is missing at character 4'],
    ['$[01]', '] is missing'],
    ['$["a]', 'was expected at character 3'],
    ['$["\\x"]', 'cannot be read'],
    ['$[?@.a ==]', 'a value was expected'],
    ['$[?1]', 'a comparison was expected'],
    ['$[?@.* == 1]', 'at most is needed'],
    ['$[?!@.a == 1]', 'in parentheses is negated'],
    ['$[?process.exit()]', 'a value was expected'],
    ['$[?(@.constructor.constructor("return process")())]', ') is missing'],
    [`$[?${'('.repeat(30)}@${')'.repeat(30)}]`, 'nested too deeply'],
    [`$${'[?@'.repeat(30)}${']'.repeat(30)}`, 'nested too deeply'],
    [`$${'.a'.repeat(1000)}`, 'at most 1000 characters'],
  ])('says what is wrong with %s', (path, message) => {
    expect(() => find({}, path)).toThrow(message);
  });

  it('is stopped where it would never end', () => {
    const wide = Array.from({ length: 300 }, (_, index) => ({ index, list: Array.from({ length: 300 }, () => 'a') }));
    const deep: unknown = JSON.parse('['.repeat(3_000) + ']'.repeat(3_000));
    const start = performance.now();
    for (const path of [
      '$..*..*..*',
      '$[?$[?$[?$[?@.x]]]]',
      '$..[?count($..*) > 1]',
      `$[${Array.from({ length: 200 }, () => '*').join()}]..*`,
      '$[*].list[?search(@, "^(a|aa)+$") && $..list[?@ == $[0].list]]',
    ])
      expect(() => find(wide, path)).toThrow(/takes more than|makes a list of/);
    expect(() => find(deep, '$..*')).toThrow('nested more than 1000 deep');
    expect(performance.now() - start).toBeLessThan(3_000);
  });
});
