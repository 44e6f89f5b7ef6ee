import { afterEach, describe, expect, it, vi } from 'vitest';
import { isId, newId } from './ids.js';

describe(newId.name, () => {
  afterEach(() => vi.useRealTimers());

  it('makes UUIDs of version 7 that begin with the time', () => {
    vi.useFakeTimers({ now: Date.UTC(2040, 0, 1) });
    const id = newId();
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Number.parseInt(id.slice(0, 13).replace('-', ''), 16)).toBe(Date.UTC(2040, 0, 1));
    expect(isId(id)).toBe(true);
  });

  it('keeps them in order, however many there are in a millisecond', () => {
    vi.useFakeTimers({ now: Date.UTC(2041, 0, 1) });
    const ids = Array.from({ length: 10_000 }, newId);
    expect(ids).toEqual([...ids].sort());
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('keeps them in order when the clock is set back', () => {
    vi.useFakeTimers({ now: Date.UTC(2042, 0, 1) });
    const before = newId();
    vi.setSystemTime(Date.UTC(2041, 6, 1));
    expect(newId() > before).toBe(true);
  });
});
