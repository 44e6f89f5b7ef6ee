/** Units that a length of time is told in, longest first; milliseconds. */
export const UNITS = [
  { name: 'days', ms: 86_400_000 },
  { name: 'hours', ms: 3_600_000 },
  { name: 'minutes', ms: 60_000 },
  { name: 'seconds', ms: 1000 },
  { name: 'ms', ms: 1 },
] as const;

export type Unit = (typeof UNITS)[number]['name'];

export function msOf(unit: Unit): number {
  return UNITS.find(({ name }) => name === unit)?.ms ?? 1;
}

/** The longest unit in which a length of time is a whole number. */
export function unitFor(ms: number): Unit {
  return UNITS.find((unit) => ms >= unit.ms && ms % unit.ms === 0)?.name ?? 'ms';
}
