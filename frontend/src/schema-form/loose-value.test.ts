import { describe, expect, it } from 'vitest';
import { isExpression, kindOf, readLoose, showLoose } from './loose-value';

describe(readLoose.name, () => {
  it('takes what looks like JSON for JSON, and all else for text', () => {
    expect(['5', '-1.5', 'true', 'null', '[1]', '{"a":1}', '"5"'].map(readLoose)).toEqual([
      5,
      -1.5,
      true,
      null,
      [1],
      { a: 1 },
      '5',
    ]);
    const texts = ['hello', '5 apples', '{{ trigger.a }}', '', 'nothing', '{"a":', '12-3'];
    expect(texts.map(readLoose)).toEqual(texts);
  });
});

describe(showLoose.name, () => {
  it('shows every value so that it reads back the same', () => {
    for (const value of ['a', '5', 'true', '"q"', '', 5, null, false, [1, 'x'], { a: { b: 1 } }, '{{ a }}'])
      expect(readLoose(showLoose(value))).toEqual(value);
  });
});

describe(kindOf.name, () => {
  it('names what is not plain text', () => {
    expect([5, true, null, [], {}, 'x', '{{ x }}', undefined].map(kindOf)).toEqual([
      'number',
      'boolean',
      'null',
      'list',
      'object',
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe(isExpression.name, () => {
  it('looks for braces in texts only', () => {
    expect([isExpression('{{ a }}'), isExpression('a'), isExpression(5)]).toEqual([true, false, false]);
  });
});
