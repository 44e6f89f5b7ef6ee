import type { Graph, StepStatus } from '@eventloom/backend/contract';
import type { ShownRun, ShownStep } from '../api/queries';
import { stepKey } from '../api/step-key';
import { formatCount } from '../ui/format';
import type { Segment, SegmentKind } from '../ui/timeline/time-bar';
import { isOver } from './live-run';
import type { Iteration, Line, LoopPasses, RunLayout } from './run-layout';

/** A line of the timeline as it is drawn. */
export interface TimelineRow {
  label: string;
  status: StepStatus | ShownRun['status'];
  segments: Segment[];
  /** From start to end, or to now; undefined for what never started. In milliseconds. */
  duration?: number;
  /** How often it was tried. */
  attempts: number;
}

/** What these do is wait. */
const WAITING_TYPES: ReadonlySet<string> = new Set(['delay', 'wait-for-event', 'approval', 'sub-workflow']);

/** So many failed iterations are marked on the line of their loop. */
const MOST_MARKS = 100;

/** From when to when the timeline goes; to now as long as the run does. */
export function extentOf({ run, lastEnd }: RunLayout, now: number): { start: number; end: number } {
  const start = Date.parse(run.createdAt);
  return { start, end: Math.max(start + 1, lastEnd, isOver(run.status) ? 0 : now) };
}

/** Lays one line out in time. */
export function rowOf(line: Line, layout: RunLayout, now: number): TimelineRow {
  switch (line.kind) {
    case 'run':
      return runRow(layout, now);
    case 'step':
      return stepRow(line.step, layout, now);
    case 'loop':
      return loopRow(line.passes, now);
    case 'iteration':
      return iterationRow(line.iteration, now);
  }
}

function runRow({ run, lastChange }: RunLayout, now: number): TimelineRow {
  const created = Date.parse(run.createdAt);
  const started = run.startedAt ? Date.parse(run.startedAt) : undefined;
  const end = endOf(run.finishedAt, isOver(run.status), now, started ?? created);
  const segments: Segment[] = [{ kind: 'queued', from: created, to: started ?? end }];
  if (started !== undefined) {
    // Nothing has happened since: from then on it waits.
    const rests = run.status === 'waiting' ? Math.min(end, Math.max(started, lastChange)) : end;
    segments.push({ kind: 'running', from: started, to: rests }, { kind: 'waiting', from: rests, to: end });
  }
  return {
    label: 'Whole run',
    status: run.status,
    segments: segments.filter(hasLength),
    ...(started !== undefined && { duration: end - started }),
    attempts: 1,
  };
}

function stepRow(step: ShownStep, layout: RunLayout, now: number): TimelineRow {
  const row = { label: labelOf(step.nodeId, layout.run.graph), status: step.status, attempts: step.attempts.length };
  if (!step.startedAt) return { ...row, segments: [] };
  const started = Date.parse(step.startedAt);
  const end = endOf(step.finishedAt, isOver(step.status), now, started);
  const queued: Segment = { kind: 'queued', from: readySince(step, layout, started), to: started };
  const segments = [...(hasLength(queued) ? [queued] : []), ...workSegments(step, started, end)];
  return { ...row, segments, duration: end - started };
}

/** One bar for all iterations, with a mark for each that failed. */
function loopRow({ iterations, failed }: LoopPasses, now: number): TimelineRow {
  const spans = iterations.map((iteration) => ({ iteration, span: spanOf(iteration, now) }));
  const known = spans.flatMap(({ span }) => (span ? [span] : []));
  const [from, to] = extremes(known.flatMap((span) => [span.from, span.to]));
  const marks = spans.flatMap(({ iteration, span }): Segment[] =>
    span && iteration.status === 'failed' ? [{ kind: 'failed', ...span }] : [],
  );
  const isGoing = iterations.some(({ status }) => !isOver(status));
  const count = formatCount(iterations.length, 'iteration');
  return {
    label: failed === 0 ? count : `${failed.toLocaleString()} failed of ${count}`,
    status: isGoing ? 'running' : failed > 0 ? 'failed' : 'succeeded',
    segments: known.length === 0 ? [] : [{ kind: 'running', from, to }, ...marks.slice(0, MOST_MARKS)],
    ...(known.length > 0 && { duration: to - from }),
    attempts: 1,
  };
}

/** The least and the greatest; of more values than could be spread into `Math.min`. */
function extremes(values: readonly number[]): [number, number] {
  let [least, greatest] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  return [least, greatest];
}

function iterationRow(iteration: Iteration, now: number): TimelineRow {
  const span = spanOf(iteration, now);
  return {
    label: iterationTitle(iteration.id),
    status: iteration.status,
    segments: span ? [{ kind: kindOfWork(iteration.status), ...span }] : [],
    ...(span && { duration: span.to - span.from }),
    attempts: 1,
  };
}

function spanOf({ steps }: Iteration, now: number): { from: number; to: number } | undefined {
  const spans = steps.flatMap((step) => {
    if (!step.startedAt) return [];
    const from = Date.parse(step.startedAt);
    return [from, endOf(step.finishedAt, isOver(step.status), now, from)];
  });
  const [from, to] = extremes(spans);
  return spans.length === 0 ? undefined : { from, to };
}

/** Attempts one by one with the pauses between them; a step without recorded attempts is one stretch. */
function workSegments(step: ShownStep, started: number, end: number): Segment[] {
  if (step.attempts.length === 0) {
    return [{ kind: kindOfWork(step.status), from: started, to: end }];
  }
  const segments: Segment[] = [];
  let free = started;
  for (const attempt of step.attempts) {
    const from = Math.max(free, Date.parse(attempt.startedAt));
    const to = attempt.finishedAt ? Math.max(from, Date.parse(attempt.finishedAt)) : end;
    if (from > free && segments.length > 0) segments.push({ kind: 'backoff', from: free, to: from });
    segments.push({ kind: kindOfAttempt(attempt, step), from, to });
    free = to;
  }
  if (!isOver(step.status) && end > free) {
    segments.push({ kind: step.attempts.at(-1)?.error ? 'backoff' : 'waiting', from: free, to: end });
  }
  return segments;
}

/** What is under way in a step that waits is the waiting. */
function kindOfAttempt({ error, finishedAt }: ShownStep['attempts'][number], step: ShownStep): SegmentKind {
  if (error) return 'failed';
  const waits = WAITING_TYPES.has(step.nodeType) || (finishedAt === null && step.status === 'waiting');
  return waits ? 'waiting' : 'running';
}

function kindOfWork(status: StepStatus): SegmentKind {
  if (status === 'waiting' || status === 'failed') return status;
  return 'running';
}

/** A step could have started when the last of the steps before it had ended; in a loop, those of its own iteration. */
function readySince(step: ShownStep, { sources, byKey }: RunLayout, started: number): number {
  const { iteration } = step;
  const ends = (sources.get(step.nodeId) ?? [])
    .map((nodeId) => byKey.get(stepKey({ nodeId, ...(iteration !== undefined && { iteration }) }))?.finishedAt)
    .flatMap((finishedAt) => (finishedAt ? [Date.parse(finishedAt)] : []))
    .filter((end) => end <= started);
  return ends.length > 0 ? Math.max(...ends) : started;
}

/** What one time through a loop is called; counted from 0, as `index` is in expressions. */
export function iterationTitle(id: string): string {
  return `Iteration ${id}`;
}

function labelOf(nodeId: string, graph: Graph): string {
  return graph.nodes.find((node) => node.id === nodeId)?.label ?? nodeId;
}

function endOf(finishedAt: string | null, over: boolean, now: number, atLeast: number): number {
  if (finishedAt) return Math.max(atLeast, Date.parse(finishedAt));
  return over ? atLeast : Math.max(atLeast, now);
}

function hasLength(segment: Segment): boolean {
  return segment.to > segment.from;
}
