import { groupBy, type Violation } from './history.js';

/** That a schedule was due, as it was stored. */
export interface Tick {
  schedule: string;
  /** Milliseconds. */
  dueAt: number;
}

/** The ticks of a schedule are those of its grid: none is missing, doubled or out of place. */
export function checkTicks(expected: readonly Tick[], stored: readonly Tick[]): Violation[] {
  const wanted = new Set(expected.map(nameOf));
  const found = groupBy(stored, nameOf);
  const violation = (rule: string) => (subject: string) => ({ rule, subject, detail: `of ${wanted.size} ticks` });
  return [
    ...[...wanted].filter((tick) => !found.has(tick)).map(violation('tick-missing')),
    ...[...found].flatMap(([tick, same]) => (same.length > 1 ? [violation('tick-doubled')(tick)] : [])),
    ...[...found.keys()].filter((tick) => !wanted.has(tick)).map(violation('tick-out-of-grid')),
  ];
}

function nameOf({ schedule, dueAt }: Tick): string {
  return `${schedule} at ${new Date(dueAt).toISOString()}`;
}
