import { describe, expect, it } from 'vitest';
import { rateText, schemaText } from './topic-words';

describe(rateText.name, () => {
  it('is exact where little flows', () => {
    expect([0, 0.4, 9.96, 12.3, 1200].map(rateText)).toEqual(['0/min', '0.4/min', '10/min', '12/min', '1,200/min']);
  });
});

describe(schemaText.name, () => {
  it('says what the schema does', () => {
    expect(schemaText({ hasSchema: false, mode: 'reject' })).toBe('no schema');
    expect(schemaText({ hasSchema: true, mode: 'warn' })).toBe('warns');
  });
});
