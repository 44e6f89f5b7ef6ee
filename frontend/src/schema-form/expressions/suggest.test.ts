import type { ExpressionHelp } from '@eventloom/backend/contract';
import { describe, expect, it } from 'vitest';
import { NO_DATA, type ExpressionData } from './expression-data';
import { parsePath } from './read-path';
import { suggest } from './suggest';

const entry = (group: string, signature: string, snippet: string): ExpressionHelp => ({
  ...{ group, signature, snippet, description: `About ${signature}` },
  name: snippet.replace(/^\.|\(\)$/g, ''),
});
const help = [
  entry('Names', 'trigger', 'trigger'),
  entry('Names', 'item', 'item'),
  entry('Lists', 'list.sum(key?)', '.sum()'),
  entry('Texts', 'text.trim()', '.trim()'),
  entry('Encoding', 'uuid()', 'uuid()'),
];
const data: ExpressionData = {
  ...NO_DATA,
  scope: {
    trigger: { body: { total: 120, 'ship to': {}, items: [{ sku: 'a' }] } },
    steps: { order: { id: 'o1' } },
    now: new Date(0),
  },
  upstream: [
    { id: 'order', label: 'Load order' },
    { id: 'mail', label: 'Mail' },
  ],
};

const labels = (text: string): string[] | undefined =>
  suggest(text, text.length, data, help)?.options.map((option) => option.label);

describe(suggest.name, () => {
  it('has nothing to say outside of braces and inside of texts', () => {
    expect([labels('trigger.'), labels('{{ 1 }} trigger.'), labels('{{ "trigger.')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('names what is in scope, then what can be called', () => {
    expect(labels('{{ ')).toEqual(['trigger', 'uuid']);
    expect(suggest('{{ 1 + tri', 10, data, help)?.from).toBe(7);
  });

  it('knows the fields of the data, with the kind and the value of each', () => {
    const found = suggest('{{ trigger.body.', 16, data, help)?.options;
    expect(found?.map(({ label, detail }) => [label, detail])).toEqual([
      ['total', 'number'],
      ['ship to', 'object'],
      ['items', 'list of 1'],
    ]);
    expect(found?.[0]?.info).toBe('120');
    expect(found?.[1]?.apply).toBe('\b["ship to"]');
  });

  it('names the steps before, also those that have not run', () => {
    const found = suggest('{{ steps.', 9, data, help)?.options;
    expect(found?.map(({ label, detail }) => [label, detail])).toEqual([
      ['order', 'object'],
      ['mail', 'no data yet'],
    ]);
    expect(labels('{{ steps.order.')).toEqual(['id']);
  });

  it('offers the methods of what it is called on, and all of them where that is not known', () => {
    expect(labels('{{ trigger.body.items.')).toEqual(['sum']);
    expect(labels('{{ steps.order.id.')).toEqual(['trim']);
    expect(labels('{{ trigger.body.items.slice(1).')).toEqual(['sum', 'trim']);
  });

  it('takes the first item for the parameter of a function', () => {
    expect(labels('{{ trigger.body.items.map((line) => line.')).toEqual(['sku']);
    expect(labels('{{ trigger.body.items.filter(line => line.s')).toEqual(['sku']);
  });
});

describe(parsePath.name, () => {
  it('takes a path apart', () => {
    expect(parsePath('steps.order.items[0]?.["ship to"]')).toEqual(['steps', 'order', 'items', '0', 'ship to']);
    expect(parsePath('a + b')).toBeUndefined();
  });
});
