import { describe, expect, it } from 'vitest';
import { joinPart, valueAt } from './parts';

describe(joinPart.name, () => {
  it('goes on with a list, a text and an object where they were cut', () => {
    const shown = {
      value: { 'a/b': [{ text: 'one' }], more: { x: 1 } },
      cuts: [
        { pointer: '/a~1b', size: 3 },
        { pointer: '/a~1b/0/text', size: 7 },
        { pointer: '/more', size: 2 },
      ],
    };
    const list = joinPart(shown, '/a~1b', { value: [2], cuts: [{ pointer: '/a~1b', size: 3 }] });
    expect(list.value).toMatchObject({ 'a/b': [{ text: 'one' }, 2] });
    expect(list.cuts.map(({ pointer }) => pointer)).toEqual(['/a~1b/0/text', '/more', '/a~1b']);
    const text = joinPart(list, '/a~1b/0/text', { value: ' two', cuts: [] });
    expect(valueAt(text.value, '/a~1b/0/text')).toBe('one two');
    expect(joinPart(text, '/more', { value: { y: 2 }, cuts: [] })).toEqual({
      value: { 'a/b': [{ text: 'one two' }, 2], more: { x: 1, y: 2 } },
      cuts: [{ pointer: '/a~1b', size: 3 }],
    });
    expect(shown.value['a/b']).toHaveLength(1);
  });

  it('takes what was loaded where nothing was shown yet', () => {
    expect(joinPart({ value: undefined, cuts: [] }, '', { value: [1], cuts: [] })).toEqual({ value: [1], cuts: [] });
  });
});
