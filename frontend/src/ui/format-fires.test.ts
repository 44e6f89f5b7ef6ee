import { describe, expect, it } from 'vitest';
import { formatFires } from './format-fires';

const YEAR = new Date().getFullYear();

describe(formatFires.name, () => {
  it('goes by the clock of the zone, and says a day once', () => {
    const times = [`${YEAR}-06-01T21:30:00.000Z`, `${YEAR}-06-01T22:30:00.000Z`, `${YEAR}-06-01T23:30:00.000Z`];
    const [first, second, third] = formatFires(times, 'Europe/Berlin');
    expect(first).toMatch(/Jun.*, 23:30$/);
    expect(second).toMatch(/Jun.*, 00:30$/);
    expect(third).toBe('01:30');
  });

  it('says the year where it is another one, and seconds where there are any', () => {
    const [first, second] = formatFires([`${YEAR + 1}-01-01T00:00:00.000Z`, `${YEAR + 1}-01-01T00:00:10.000Z`], 'UTC');
    expect(first).toContain(` ${YEAR + 1}, 00:00:00`);
    expect(second).toBe('00:00:10');
    expect(formatFires([], 'UTC')).toEqual([]);
  });
});
