import type { CrashPoint } from '../../src/platform/faults/crash-point.js';
import { until } from '../support/until.js';
import type { Program } from './program.js';

/** The environment of a process that is to die at a point. */
export function crashAt(point: CrashPoint, visit = 1): Record<string, string> {
  return { EVENTLOOM_CRASH_AT: `${point}:${visit}` };
}

/** Has its visits to the point count from now on. */
export async function armCrash(program: Program, point: CrashPoint): Promise<void> {
  program.signalGroup('SIGUSR2');
  await until(`${point} is armed`, () => program.output().includes(`armed at ${point}`), 30_000);
}
