import cronstrue from 'cronstrue';
import type { Timing } from '../../connectors/schedule-times.js';

const UNITS: [ms: number, one: string][] = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
  [1000, 'second'],
];

/** A schedule in a few words; undefined for an expression that goes beyond them. */
export function describeTiming(timing: Timing): string | undefined {
  return 'cron' in timing ? describeCron(timing.cron) : describeInterval(timing.everyMs);
}

function describeCron(cron: string): string | undefined {
  try {
    return cronstrue.toString(cron, { use24HourTimeFormat: true });
  } catch {
    return undefined;
  }
}

function describeInterval(everyMs: number): string {
  const [size, unit] = UNITS.find(([ms]) => everyMs % ms === 0) ?? [1000, 'second'];
  const amount = everyMs / size;
  return amount === 1 ? `Every ${unit}` : `Every ${amount} ${unit}s`;
}
