import { describe, expect, it } from 'vitest';
import { compilePattern, patternsToRegex } from './topic-pattern.js';

const CASES: [string, string, boolean][] = [
  ['order.created', 'order.created', true],
  ['order.created', 'order.created.eu', false],
  ['order.*', 'order.created', true],
  ['order.*', 'order', false],
  ['order.*', 'order.created.eu', false],
  ['*.created', 'order.created', true],
  ['order.>', 'order.created', true],
  ['order.>', 'order.created.eu', true],
  ['order.>', 'order', false],
  ['>', 'anything.at.all', true],
  ['order.*.eu', 'order.created.eu', true],
  ['order.*.eu', 'order.created.us', false],
  ['order-1_a.*', 'order-1_a.x', true],
  ['order.created', 'orderXcreated', false],
];

describe(compilePattern.name, () => {
  it.each(CASES)('%s and %s: %s', (pattern, topic, fits) => {
    expect(compilePattern(pattern)(topic)).toBe(fits);
  });
});

describe(patternsToRegex.name, () => {
  it.each(CASES)('says the same of %s and %s: %s', (pattern, topic, fits) => {
    const regex = patternsToRegex([pattern, 'other.*']);
    expect(regex === null || new RegExp(regex).test(topic)).toBe(fits);
  });

  it('finds the topics of several patterns, and none of no pattern', () => {
    const regex = new RegExp(patternsToRegex(['a.*', 'b']) ?? '');
    expect(['a.x', 'b', 'a', 'b.x', 'a.b'].filter((topic) => regex.test(topic))).toEqual(['a.x', 'b', 'a.b']);
    expect(new RegExp(patternsToRegex([]) ?? '').test('a')).toBe(false);
  });
});
