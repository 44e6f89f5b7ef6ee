import { describe, expect, it } from 'vitest';
import { namesIn, rewriteExpressions, rewriteSource } from './scope-names';

const said = (source: string) =>
  namesIn(source).map(({ name, step }) => (step === undefined ? name : `${name}.${step}`));

describe(namesIn.name, () => {
  it.each([
    ['steps.a.total + steps?.b + steps["c"].x + steps?.[\'d\']', ['steps.a', 'steps.b', 'steps.c', 'steps.d']],
    ['steps[trigger.key]', ['steps', 'trigger']],
    ['input.a.b ?? item.index', ['input.a', 'item']],
    ['order.trigger + "event" + `item ${index} ${`${event.id}`}`', ['index', 'event']],
    ['{ trigger: 1, item, list: [index, ...event.data] }', ['item', 'index', 'event']],
    ['a ? trigger : event', ['trigger', 'event']],
    ['list.map((item, index) => item.x + index) /* event */', []],
    ['list.map(({ item = 1 }) => item) // event', []],
    ['const item = trigger.a; for (const index of event.list) {} return item;', ['trigger', 'event']],
  ])('finds them in %s', (source, names) => expect(said(source)).toEqual(names));
});

describe(rewriteExpressions.name, () => {
  const rewrite = (text: string) =>
    rewriteExpressions(text, ({ name, step }) => (name === 'steps' && step === 'a' ? 'trigger.a' : undefined));

  it('goes to the end of each expression and leaves the text around them', () => {
    expect(rewrite('steps.a {{ steps.a.x }} and {{ [{ b: { c: 1 }}, steps["a"]] }} steps.a')).toBe(
      'steps.a {{ trigger.a.x }} and {{ [{ b: { c: 1 }}, trigger.a] }} steps.a',
    );
  });
});

describe(rewriteSource.name, () => {
  it('writes out what stood for key and value', () => {
    expect(rewriteSource('return { item, b: item };', () => 'trigger.item')).toBe(
      'return { item: trigger.item, b: trigger.item };',
    );
  });
});
