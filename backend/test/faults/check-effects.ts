import { groupBy, type History, type RunChange, type SinkEntry, type StepRow, type Violation } from './history.js';

/** Workers, sink and database read the same clock, each to its own precision; milliseconds. */
const CLOCK_MS = 2;

/** All calls of a step, in whatever attempt, come with one key, which no other step has. */
export function keysAreStable({ sink }: History): Violation[] {
  const keysByStep = [...groupBy(sink, stepOf)].map(([subject, calls]) => ({ subject, keys: keysOf(calls) }));
  const stepsByKey = [...groupBy(sink, ({ key }) => key ?? '')].map(([subject, calls]) => ({
    subject,
    steps: new Set(calls.map(stepOf)),
  }));
  return [
    ...keysByStep
      .filter(({ keys }) => keys.size !== 1 || keys.has(undefined))
      .map(({ subject, keys }) => ({ rule: 'key-unstable', subject, detail: [...keys].join() })),
    ...stepsByKey
      .filter(({ steps }) => steps.size > 1)
      .map(({ subject, steps }) => ({ rule: 'key-shared', subject, detail: [...steps].join() })),
  ];
}

/**
 * The world is touched once per step, and once more for each owner that was lost in the middle of it: from the moment at
 * which the step began, since a call may be long on its way, to its last call.
 */
export function effectsAreExplained({ sink, steps, runChanges }: History): Violation[] {
  const losses = groupBy(runChanges.filter(isLoss), ({ runId }) => runId);
  const starts = new Map(steps.map((step) => [nameOf(step), step.startedAt ?? Infinity]));
  const lossesDuring = (step: string, calls: readonly SinkEntry[]): number => {
    const first = (starts.get(step) ?? Infinity) - CLOCK_MS;
    const last = Math.max(...calls.map(({ at }) => at)) + CLOCK_MS;
    return (losses.get(calls[0]?.run ?? '') ?? []).filter(({ at }) => at >= first && at <= last).length;
  };
  const done = sink.filter(({ status }) => status < 400);
  return [...groupBy(done, stepOf)]
    .filter(([step, calls]) => calls.length > 1 + lossesDuring(step, calls))
    .map(([subject, calls]) => ({ rule: 'effect-doubled', subject, detail: `${calls.length} calls` }));
}

/** Every call comes from a step that is known to have been reached. */
export function callsAreKnown({ sink, steps }: History): Violation[] {
  const known = new Set(steps.map(nameOf));
  return sink
    .filter((call) => !known.has(stepOf(call)))
    .map((call) => ({ rule: 'effect-unrecorded', subject: stepOf(call), detail: `called for ${call.op}` }));
}

/** An owner that was taken the run from, or that gave it back, while it was at work. */
function isLoss({ from, to }: RunChange): boolean {
  return from === 'running' && to === 'queued';
}

function keysOf(calls: readonly SinkEntry[]): Set<string | undefined> {
  return new Set(calls.map(({ key }) => key));
}

/** What a step calls itself to the sink. */
function nameOf({ runId, nodeId, iteration }: StepRow): string {
  return `${runId}:${nodeId}${iteration === '' ? '' : `@${iteration}`}`;
}

function stepOf({ run, step }: SinkEntry): string {
  return `${run}:${step}`;
}
