import { describe, expect, it } from 'vitest';
import { fromLocalField, toLocalField } from './local-time';

describe(toLocalField.name, () => {
  it('tells a time by the clock of the reader', () => {
    const noon = new Date(2026, 10, 24, 12, 5);
    expect(toLocalField(noon.toISOString())).toBe('2026-11-24T12:05');
    expect(toLocalField(undefined)).toBe('');
  });
});

describe(fromLocalField.name, () => {
  it('reads what such a field holds', () => {
    expect(fromLocalField('2026-11-24T12:05')).toBe(new Date(2026, 10, 24, 12, 5).toISOString());
    expect(fromLocalField('')).toBeUndefined();
    expect(fromLocalField('tomorrow')).toBeUndefined();
  });
});
