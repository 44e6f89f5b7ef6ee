import { describe, expect, it } from 'vitest';
import { diffLines } from './diff-lines';

const told = (before: string, after: string) => diffLines(before, after).map(({ sign, text }) => `${sign}${text}`);

describe(diffLines.name, () => {
  it('keeps what is in both, and tells what goes before what comes', () => {
    expect(told('a\nb\nc', 'a\nx\nc')).toEqual([' a', '-b', '+x', ' c']);
    expect(told('a\nb\nc\nd', 'b\nd\ne')).toEqual(['-a', ' b', '-c', ' d', '+e']);
  });

  it('has nothing to tell of the same text', () => {
    expect(told('a\nb', 'a\nb')).toEqual([' a', ' b']);
  });

  it('finds lines that were put in between the same ones', () => {
    expect(told('a\na', 'a\nb\na')).toEqual([' a', '+b', ' a']);
  });

  it('tells very long texts as a whole where they differ', () => {
    const long = (mark: string) => Array.from({ length: 1200 }, (_, line) => `${mark}${line}`).join('\n');
    const lines = diffLines(long('a'), long('b'));
    expect(lines).toHaveLength(2400);
    expect(lines[0]?.sign).toBe('-');
  });
});
