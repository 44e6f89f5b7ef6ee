import { describe, expect, it } from 'vitest';
import { findKeys } from './search-keys.js';

const trigger = {
  body: { id: 7, name: 'Ann', paid: false, 'a/b~c': 'odd', lines: [{ sku: 'x1' }], note: null, long: 'x'.repeat(201) },
};

function found(pointer: string, value: unknown = trigger): string | undefined {
  return findKeys([{ name: 'key', pointer }], value)[0]?.value;
}

describe(findKeys.name, () => {
  it('takes texts, numbers and booleans', () => {
    expect(found('/body/id')).toBe('7');
    expect(found('/body/name')).toBe('Ann');
    expect(found('/body/paid')).toBe('false');
    expect(found('/body/a~1b~0c')).toBe('odd');
    expect(found('/body/lines/0/sku')).toBe('x1');
    expect(found('', 'all of it')).toBe('all of it');
  });

  it('leaves out what is not there, no single value, too long, or no text for a database', () => {
    for (const pointer of ['/no', '/body/note', '/body/lines', '/body', '/body/long', '/body/constructor'])
      expect(found(pointer)).toBeUndefined();
    expect(found('', 'a\0')).toBeUndefined();
    expect(found('', '\ud800')).toBeUndefined();
  });
});
