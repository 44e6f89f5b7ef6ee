import { FAULTS } from '../config.js';

/** The moments on an event's way at which a test has the process die. Each has a test: a restart makes up for it. */
export const CRASH_POINTS = [
  'accept.before-commit',
  'accept.after-commit',
  'wake-up.before-queue',
  'wake-up.after-queue',
  'claim.before-commit',
  'claim.after-commit',
  'checkpoint.before-commit',
  'checkpoint.after-commit',
  'call.before-answer',
  'call.after-answer',
  'publish.before-accept',
  'publish.after-accept',
  'suspend.before-commit',
  'suspend.after-commit',
  'finish.before-commit',
  'finish.after-commit',
  'sweep.before-commit',
  'sweep.after-commit',
  'release.before-commit',
  'release.after-commit',
  'job.before-commit',
  'job.after-commit',
] as const;

export type CrashPoint = (typeof CRASH_POINTS)[number];

const PLANNED = FAULTS.crashAt;
let isArmed = false;
let visits = 0;

// The test says when the visits begin to count: what a start does by itself is not what it is after.
if (PLANNED !== undefined) {
  process.on('SIGUSR2', () => {
    isArmed = true;
    process.stdout.write(`armed at ${PLANNED.point}\n`);
  });
}

/** Kills this process, as SIGKILL does, if its configuration names this place; for everybody else it is one comparison. */
export function crashPoint(point: CrashPoint): void {
  if (PLANNED === undefined || PLANNED.point !== point || !isArmed) return;
  visits += 1;
  if (visits === PLANNED.visit) process.kill(process.pid, 'SIGKILL');
}
