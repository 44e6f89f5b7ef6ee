import type { Activity, ActivityHour, WorkflowActivity } from '../../contract/index.js';
import type { Waiting } from '../../broker/look-at-waiting.sql.js';
import { runStatusSchema } from '../../contract/index.js';

export const HOURS = 24;
const RECENT_MINUTES = 5;

/** Rows of the statements of `activity.sql.ts`. */
export interface HourRow extends ActivityHour {
  workflowId: string;
  hoursAgo: number;
}

export interface SumRow {
  runs: number;
  oldest: Date | null;
  recent: number;
  succeeded: number;
  failed: number;
  durations: (number | null)[] | null;
}

export interface LastRunRow {
  workflowId: string;
  id: string;
  status: string;
  createdAt: Date;
}

interface Found {
  at: Date;
  since: Date;
  hours: readonly HourRow[];
  sum: SumRow;
  lastRuns: readonly LastRunRow[];
  waiting: Waiting;
  /** Whether there were more runs than are looked at. */
  isCut: boolean;
}

/** Puts together what was found. */
export function toActivity({ at, since, hours, sum, lastRuns, waiting, isCut }: Found): Activity {
  const [p50Ms, p95Ms] = sum.durations ?? [];
  return {
    at: at.toISOString(),
    since: (isCut ? (sum.oldest ?? since) : since).toISOString(),
    runs: sum.runs,
    runsPerMinute: sum.recent / RECENT_MINUTES,
    succeeded: sum.succeeded,
    failed: sum.failed,
    ...(typeof p50Ms === 'number' && { p50Ms }),
    ...(typeof p95Ms === 'number' && { p95Ms }),
    lagMs: Math.max(0, waiting.lagMs),
    deadLetters: waiting.deadLetters,
    workflows: byWorkflow(hours, lastRuns),
  };
}

function byWorkflow(hours: readonly HourRow[], lastRuns: readonly LastRunRow[]): WorkflowActivity[] {
  const of = new Map<string, WorkflowActivity>();
  const activityOf = (workflowId: string): WorkflowActivity => {
    const known = of.get(workflowId) ?? { workflowId, hours: noHours() };
    of.set(workflowId, known);
    return known;
  };
  for (const { workflowId, hoursAgo, ...counts } of hours) {
    const hour = activityOf(workflowId).hours[HOURS - 1 - Math.max(0, hoursAgo)];
    if (!hour) continue;
    hour.succeeded += counts.succeeded;
    hour.failed += counts.failed;
    hour.other += counts.other;
  }
  for (const { workflowId, id, status, createdAt } of lastRuns)
    activityOf(workflowId).lastRun = { id, status: runStatusSchema.parse(status), createdAt: createdAt.toISOString() };
  return [...of.values()];
}

function noHours(): ActivityHour[] {
  return Array.from({ length: HOURS }, () => ({ succeeded: 0, failed: 0, other: 0 }));
}
