import { describe, expect, it } from 'vitest';
import { jsonErrorOffset } from './json-error-offset.js';

describe(jsonErrorOffset.name, () => {
  it.each([
    ['{"a": x}', 6],
    ['{"a":tru}', 8],
    ['[nul]', 4],
    ['[1,2,,3]', 5],
    ['[1,]', 3],
    ['{"a":}', 5],
    ['{"a":,"b":1}', 5],
    [',', 0],
    ['[1, {"b": ["\\"]", -1.5e3, true, undefined]}]', 32],
    ["{'a':1}", 1],
    ['\n\n  <html>', 4],
    ['', 0],
    ['[1', 2],
  ])('finds the place in %j', (text, offset) => {
    expect(() => JSON.parse(text) as unknown).toThrow();
    expect(jsonErrorOffset(text)).toBe(offset);
  });

  it('takes time in proportion to the length', () => {
    const text = `[${'{"key":"some \\"text\\"","n":[1,2.5,true]},'.repeat(200_000)}x]`;
    const start = performance.now();
    expect(jsonErrorOffset(text)).toBe(text.length - 2);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
