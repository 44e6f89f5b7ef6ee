import { describe, expect, it } from 'vitest';
import { shiftInto } from './use-canvas-view';

describe(shiftInto.name, () => {
  it('moves as little as needed', () => {
    expect(shiftInto(100, 200, 1000)).toBe(0);
    expect(shiftInto(900, 200, 1000)).toBe(-116);
    expect(shiftInto(-50, 200, 1000)).toBe(66);
  });

  it('shows the start of what does not fit', () => {
    expect(shiftInto(0, 500, 300)).toBe(16);
  });
});
