import { describe, expect, it } from 'vitest';
import { shellWords } from './shell-words';

describe(shellWords.name, () => {
  it.each([
    ['curl  -X POST', ['curl', '-X', 'POST']],
    [`a 'b c' "d \\"e\\" \\$f \\n"`, ['a', 'b c', 'd "e" $f \\n']],
    [`'it'\\''s' one\\ word`, ["it's", 'one word']],
    ['a \\\n  -b \\\r\n  c', ['a', '-b', 'c']],
    [`$'l1\\nl2 \\'q\\' \\u00e9\\x21' $x`, ["l1\nl2 'q' é!", '$x']],
    [`'' ""`, ['', '']],
  ])('takes %s apart', (command, words) => expect(shellWords(command)).toEqual(words));

  it('does not take half a quote', () => expect(shellWords("a 'b")).toBeUndefined());
});
