import { describe, expect, it } from 'vitest';
import { fitSnippet } from './insert-snippet';

describe(fitSnippet.name, () => {
  it.each([
    ['uuid()', '', '{{ uuid() }}'],
    ['trigger', 'Order ', '{{ trigger }}'],
    ['trigger', 'Order {{ 1 }} ', '{{ trigger }}'],
    ['trigger', 'Order {{ ', 'trigger'],
    ['.groupBy()', '', '{{ input.groupBy() }}'],
    ['.groupBy()', '{{ trigger.items', '.groupBy()'],
    ['.groupBy()', '{{ steps["a"]', '.groupBy()'],
    ['.groupBy()', '{{ 1 + ', 'input.groupBy()'],
  ])('puts %s after %j as %s', (snippet, before, text) => {
    expect(fitSnippet(snippet, before).text).toBe(text);
  });

  it('leaves the caret where the arguments go, else at the end', () => {
    expect(fitSnippet('sha256()', '').caret).toBe('{{ sha256('.length);
    expect(fitSnippet('now', '{{ ').caret).toBe(3);
  });
});
