import { describe, expect, it } from 'vitest';
import { firstExpanded, preview, rawLines, visibleRows } from './tree-rows';

const order = { id: 'o1', items: [{ sku: 'a' }, { sku: 'b' }], 'ship to': { city: 'Ghent' } };

describe(visibleRows.name, () => {
  it('shows the children of what is open, with the path an expression takes', () => {
    const rows = visibleRows(order, new Set(['/items', '/items/1', '/ship to']), 'steps.order');
    expect(rows.map((row) => [row.depth, row.path])).toEqual([
      [0, 'steps.order.id'],
      [0, 'steps.order.items'],
      [1, 'steps.order.items[0]'],
      [1, 'steps.order.items[1]'],
      [2, 'steps.order.items[1].sku'],
      [0, 'steps.order["ship to"]'],
      [1, 'steps.order["ship to"].city'],
    ]);
  });

  it('gives a plain value, null and an empty object one line', () => {
    for (const value of [42, null, {}, []]) expect(visibleRows(value, new Set(), 'input')).toHaveLength(1);
  });

  it('tells keys with slashes apart', () => {
    const rows = visibleRows({ 'a/b': 1, a: { b: 2 } }, new Set(['/a']), 'x');
    expect(rows.map((row) => row.pointer)).toEqual(['/a~1b', '/a', '/a/b']);
  });

  it('adds a row for what is left out, where it is', () => {
    const cuts = [
      { pointer: '', size: 9 },
      { pointer: '/items', size: 5 },
      { pointer: '/id', size: 1000 },
    ];
    const open = visibleRows(order, new Set(['/items']), 'x', cuts);
    expect(open.filter(({ rest }) => rest).map((row) => [row.depth, row.rest?.pointer, preview(row)])).toEqual([
      [1, '/id', 'Show more: 998 characters left'],
      [1, '/items', 'Show more: 3 items left'],
      [0, '', 'Show more: 6 fields left'],
    ]);
    const folded = visibleRows(order, new Set(), 'x', cuts);
    expect(folded.filter(({ rest }) => rest)).toHaveLength(2);
    expect(folded.map((row) => preview(row))).toContain('[ 2 of 5 ]');
    expect(visibleRows([], new Set(), 'x', [{ pointer: '', size: 1 }]).map(preview)).toEqual([
      '[]',
      'Show more: 1 item left',
    ]);
  });

  it('opens a hundred thousand rows in well under a second', () => {
    const many = Array.from({ length: 100_000 }, (_, index) => ({ index }));
    const start = performance.now();
    expect(visibleRows(many, new Set(), 'x')).toHaveLength(100_000);
    expect(performance.now() - start).toBeLessThan(500);
  });
});

describe(firstExpanded.name, () => {
  it('opens all of a small value', () => {
    expect([...firstExpanded(order)]).toEqual(['/items', '/ship to', '/items/0', '/items/1']);
  });

  it('leaves a large one folded below its first level', () => {
    expect(firstExpanded(Array.from({ length: 50 }, () => ({ a: 1 }))).size).toBe(0);
  });
});

describe(rawLines.name, () => {
  it('indents', () => expect(rawLines({ a: [1] })).toEqual(['{', '  "a": [', '    1', '  ]', '}']));

  it('cuts a line that is too long to lay out', () => {
    const [line = ''] = rawLines('x'.repeat(5_000_000));
    expect(line.length).toBeLessThan(2100);
    expect(line).toMatch(/more characters$/);
  });
});

describe(preview.name, () => {
  it('says what a folded value holds', () => {
    expect(preview({ kind: 'array', value: [1, 2], size: 2 })).toBe('[ 2 ]');
    expect(preview({ kind: 'string', value: 'say "hi"', size: 0 })).toBe('"say \\"hi\\""');
    expect(preview({ kind: 'string', value: 'x'.repeat(10), size: 0 }, 5)).toBe('"xxxx…');
  });
});
