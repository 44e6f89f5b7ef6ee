import { describe, expect, it } from 'vitest';
import { firstLine } from './note-text';

describe(firstLine.name, () => {
  it.each([
    ['\n## Mind **this**\nmore', 'Mind this'],
    ['- see [the docs](https://x.io) `now`', 'see the docs now'],
    ['', ''],
  ])('of %j is %j', (text, line) => expect(firstLine(text)).toBe(line));
});
