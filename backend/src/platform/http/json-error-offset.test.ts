import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonErrorOffset } from './json-error-offset.js';

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** JSON with a few characters taken out, put in or replaced: mostly broken, in every way. */
const brokenJson = fc
  .tuple(
    fc.json({ maxDepth: 3 }),
    fc.array(fc.tuple(fc.nat(), fc.nat(2), fc.constantFrom(...'{}[]",:\\/u0019-+.eEtrfalsn \t\n\u0000é\u2028')), {
      maxLength: 3,
    }),
  )
  .map(([json, changes]) =>
    changes.reduce((text, [place, removed, added]) => {
      const at = place % (text.length + 1);
      return text.slice(0, at) + added + text.slice(at + removed);
    }, json),
  );

describe(jsonErrorOffset.name, () => {
  it.each([
    ['{"a": x}', 6],
    ['{"a":tru}', 8],
    ['[nul]', 4],
    ['[1,2,,3]', 5],
    ['[1,]', 3],
    ['{"a":}', 5],
    ['{"a":,"b":1}', 5],
    ['{"a":1,}', 7],
    ['{"a" 1}', 5],
    [',', 0],
    ['[1, {"b": ["\\"]", -1.5e3, true, undefined]}]', 32],
    ["{'a':1}", 1],
    ['\n\n  <html>', 4],
    ['', 0],
    ['[1', 2],
    ['{"a":1', 6],
    ['[1 2]', 3],
    ['[1}', 2],
    ['{"a":1} x', 8],
    ['01', 1],
    ['-x', 1],
    ['1.', 2],
    ['1e+', 3],
    ['"\\x"', 2],
    ['"\\u12g4"', 5],
    ['"a\nb"', 2],
    ['"open', 5],
    ['{"at position 99":}', 18],
  ])('finds the place in %j', (text, offset) => {
    expect(isJson(text)).toBe(false);
    expect(jsonErrorOffset(text)).toBe(offset);
  });

  it('finds nothing wrong with JSON, and something with everything else', () => {
    fc.assert(
      fc.property(brokenJson, (text) => {
        const offset = jsonErrorOffset(text);
        expect(offset === undefined).toBe(isJson(text));
        if (offset === undefined) return;
        // Nothing before that place is to blame, and whatever follows it makes no difference.
        expect([undefined, offset]).toContain(jsonErrorOffset(text.slice(0, offset)));
        if (offset < text.length) expect(jsonErrorOffset(`${text.slice(0, offset + 1)}]}`)).toBe(offset);
      }),
      { numRuns: 2000 },
    );
  });

  it('takes time in proportion to the length', () => {
    const text = `[${'{"key":"some \\"text\\"","n":[1,2.5,true]},'.repeat(200_000)}x]`;
    const start = performance.now();
    expect(jsonErrorOffset(text)).toBe(text.length - 2);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
