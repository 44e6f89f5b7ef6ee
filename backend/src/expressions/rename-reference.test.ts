import { describe, expect, it } from 'vitest';
import { renameReference } from './rename-reference.js';

describe(renameReference.name, () => {
  it.each([
    ['{{ steps.order.total }}', '{{ steps.bill.total }}'],
    ['a {{steps.order}} b {{ steps . order ?.x }}', 'a {{steps.bill}} b {{ steps . bill ?.x }}'],
    ['{{ steps?.order }}', '{{ steps?.bill }}'],
    ['{{ steps[\'order\'].x + steps["order"] }}', "{{ steps['bill'].x + steps['bill'] }}"],
    ['{{ trigger.list.map((x) => x + steps.order.n) }}', '{{ trigger.list.map((x) => x + steps.bill.n) }}'],
    [
      '{{ `${steps.order.a}` + [steps.order, { order: steps.order }] }}',
      '{{ `${steps.bill.a}` + [steps.bill, { order: steps.bill }] }}',
    ],
  ])('rewrites %s', (before, after) => {
    expect(renameReference(before, 'order', 'bill')).toBe(after);
  });

  it.each([
    'steps.order without braces',
    '{{ steps.orders.order }}',
    '{{ trigger.steps.order }}',
    '{{ "steps.order" }}',
    '{{ order.steps }}',
    '{{ [1].map((steps) => steps.order) }}',
    '{{ [1].map(({ steps }) => steps.order) }}',
    '{{ steps.order + }}',
  ])('leaves %s as it is', (text) => {
    expect(renameReference(text, 'order', 'bill')).toBe(text);
  });

  it('goes through a value however deep, and gives back the same one where nothing changes', () => {
    const value = { a: [{ b: '{{ steps.order }}' }, 1, null], c: { d: 'x' } };
    expect(renameReference(value, 'order', 'bill')).toEqual({ a: [{ b: '{{ steps.bill }}' }, 1, null], c: { d: 'x' } });
    expect(renameReference(value, 'other', 'bill')).toBe(value);
  });

  it('rewrites what can be read before a mistake', () => {
    expect(renameReference('{{ steps.order }} {{ steps.order + }}', 'order', 'bill')).toBe(
      '{{ steps.bill }} {{ steps.order + }}',
    );
  });
});
