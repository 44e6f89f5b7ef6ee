/** Units that a duration is given in, with their length in milliseconds. */
export const UNITS = [
  { unit: 'ms', ms: 1, title: 'milliseconds' },
  { unit: 's', ms: 1000, title: 'seconds' },
  { unit: 'min', ms: 60_000, title: 'minutes' },
  { unit: 'h', ms: 3_600_000, title: 'hours' },
  { unit: 'd', ms: 86_400_000, title: 'days' },
] as const;

export type Unit = (typeof UNITS)[number]['unit'];

export function lengthOf(unit: Unit): number {
  return UNITS.find((each) => each.unit === unit)?.ms ?? 1;
}

/** The largest unit that a duration is a whole number of; seconds for none. */
export function unitOf(ms: number): Unit {
  if (ms === 0) return 's';
  return UNITS.findLast((each) => ms % each.ms === 0)?.unit ?? 'ms';
}

/** A number of units in milliseconds, to the millisecond; undefined if it is no number. */
export function toMs(text: string, unit: Unit): number | undefined {
  const amount = Number(text.trim().replace(',', '.'));
  return text.trim() === '' || !Number.isFinite(amount) ? undefined : Math.round(amount * lengthOf(unit));
}
