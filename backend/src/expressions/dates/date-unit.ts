/** The units of time, from the smallest. */
export const DATE_UNITS = [
  'millisecond',
  'second',
  'minute',
  'hour',
  'day',
  'week',
  'month',
  'quarter',
  'year',
] as const;

export type DateUnit = (typeof DATE_UNITS)[number];

/** How long a unit is that is always equally long; milliseconds. */
export const LENGTH_OF: Partial<Record<DateUnit, number>> = {
  millisecond: 1,
  second: 1_000,
  minute: 60_000,
  hour: 3_600_000,
};

/** How many months a unit has. */
export const MONTHS_OF: Partial<Record<DateUnit, number>> = { month: 1, quarter: 3, year: 12 };

/** Reads the name of a unit, in the singular or the plural. */
export function readDateUnit(text: string): DateUnit {
  const unit = DATE_UNITS.find((each) => text === each || text === `${each}s`);
  if (unit) return unit;
  throw new TypeError(`"${text.slice(0, 40)}" is no unit of time; there are ${DATE_UNITS.join(', ')}.`);
}
