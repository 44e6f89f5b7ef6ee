import { describe, expect, it } from 'vitest';
import { compilePattern } from './topic-pattern.js';

describe(compilePattern.name, () => {
  it.each([
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
  ])('%s and %s: %s', (pattern, topic, fits) => {
    expect(compilePattern(pattern)(topic)).toBe(fits);
  });
});
