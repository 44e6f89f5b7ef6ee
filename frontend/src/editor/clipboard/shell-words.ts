const ESCAPES: Record<string, string> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', a: '\x07', e: '\x1b' };

/** One piece of a word as a POSIX shell (and bash, for `$'..'`) writes it, and how it is read. */
const PIECES: readonly [RegExp, (found: string) => string][] = [
  [/^\\\r?\n/, () => ''],
  [/^\\([^])/, (found) => found],
  [/^'([^']*)'/, (found) => found],
  [/^\$'((?:\\[^]|[^'\\])*)'/, unescape],
  [/^"((?:\\[^]|[^"\\])*)"/, (found) => found.replace(/\\(\r?\n|[$`"\\])/g, (_, kept: string) => kept.trim())],
  [/^([^\s'"\\])/, (found) => found],
];

/** Takes a command apart as a shell would; nothing is expanded. `undefined` if a quote does not end. */
export function shellWords(command: string): string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let rest = command;
  while (rest !== '') {
    const gap = /^\s+/.exec(rest);
    if (gap) {
      if (word !== undefined) words.push(word);
      word = undefined;
      rest = rest.slice(gap[0].length);
      continue;
    }
    const [match, read] = pieceOf(rest);
    if (!match) return undefined;
    // The end of a line that goes on is no word of its own.
    if (match[1] !== undefined) word = (word ?? '') + read(match[1]);
    rest = rest.slice(match[0].length);
  }
  return word === undefined ? words : [...words, word];
}

function pieceOf(rest: string): [RegExpExecArray | null, (found: string) => string] {
  for (const [pattern, read] of PIECES) {
    const match = pattern.exec(rest);
    if (match) return [match, read];
  }
  return [null, String];
}

function unescape(text: string): string {
  return text.replace(/\\(?:x([\da-f]{1,2})|u([\da-f]{1,4})|([^]))/gi, (_, byte?: string, unit?: string, one?: string) => {
    const code = byte ?? unit;
    if (code !== undefined) return String.fromCharCode(parseInt(code, 16));
    return ESCAPES[one ?? ''] ?? one ?? '';
  });
}
