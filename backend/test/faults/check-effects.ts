import { groupBy, type History, type RunChange, type SinkEntry, type Violation } from './history.js';

/** Sink and database read the same clock, each to its own precision; milliseconds. */
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

/** The world is touched once per step, and once more for each owner that was lost in the middle of it. */
export function effectsAreExplained({ sink, runChanges }: History): Violation[] {
  const losses = groupBy(runChanges.filter(isLoss), ({ runId }) => runId);
  const done = sink.filter(({ status }) => status < 400);
  return [...groupBy(done, stepOf)]
    .filter(([, calls]) => calls.length > 1 + lossesDuring(calls, losses.get(calls[0]?.run ?? '') ?? []))
    .map(([subject, calls]) => ({ rule: 'effect-doubled', subject, detail: `${calls.length} calls` }));
}

/** Every call comes from a step that is known to have been reached. */
export function callsAreKnown({ sink, steps }: History): Violation[] {
  const known = new Set(steps.map(({ runId, nodeId }) => `${runId}:${nodeId}`));
  return sink
    .filter((call) => !known.has(stepOf(call)))
    .map((call) => ({ rule: 'effect-unrecorded', subject: stepOf(call), detail: `called for ${call.op}` }));
}

/** An owner that was taken the run from, or that gave it back, while it was at work. */
function isLoss({ from, to }: RunChange): boolean {
  return from === 'running' && to === 'queued';
}

function lossesDuring(calls: readonly SinkEntry[], losses: readonly RunChange[]): number {
  const times = calls.map(({ at }) => at);
  const [first, last] = [Math.min(...times) - CLOCK_MS, Math.max(...times) + CLOCK_MS];
  return losses.filter(({ at }) => at >= first && at <= last).length;
}

function keysOf(calls: readonly SinkEntry[]): Set<string | undefined> {
  return new Set(calls.map(({ key }) => key));
}

function stepOf({ run, step }: SinkEntry): string {
  return `${run}:${step}`;
}
