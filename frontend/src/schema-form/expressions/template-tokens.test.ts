import { describe, expect, it } from 'vitest';
import { tokensOf } from './template-tokens';

const shown = (text: string): string[] =>
  tokensOf(text).map(({ from, to, token }) => `${token} ${text.slice(from, to)}`);

describe(tokensOf.name, () => {
  it('finds what stands between the braces, and nothing outside of them', () => {
    expect(shown('Order 5 {{ trigger.total > 1.5 ? "a" : null }} x')).toEqual([
      'brace {{',
      'name trigger',
      'propertyName total',
      'number 1.5',
      'string "a"',
      'keyword null',
      'brace }}',
    ]);
  });

  it('goes on to the end where the braces are not closed yet', () => {
    expect(shown('{{ now')).toEqual(['brace {{', 'name now']);
  });
});
