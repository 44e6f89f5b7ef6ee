import type { Graph, StepStatus } from '@eventloom/backend/contract';
import type { ShownRun, ShownStep } from '../api/queries';
import { isOver } from './live-run';

/** What a stretch of time was spent on. `failed` is an attempt that failed, `backoff` the pause before the next. */
export type SegmentKind = 'queued' | 'running' | 'waiting' | 'backoff' | 'failed';

/** A stretch of time, in milliseconds since the epoch. */
export interface Segment {
  kind: SegmentKind;
  from: number;
  to: number;
}

export interface TimelineRow {
  key: string;
  /** Undefined for the line of the run as a whole. */
  nodeId?: string;
  label: string;
  status: StepStatus | ShownRun['status'];
  segments: Segment[];
  /** From start to end, or to now; undefined for what never started. In milliseconds. */
  duration?: number;
  /** How often it was tried. */
  attempts: number;
}

export interface Timeline {
  start: number;
  end: number;
  rows: TimelineRow[];
}

/** Lays a run out in time: a line for the whole, then one per step in the order in which they started. */
export function timelineOf(run: ShownRun, now: number): Timeline {
  const start = Date.parse(run.createdAt);
  const steps = [...run.steps].sort(byStart);
  const rows = [runRow(run, now), ...steps.map((step) => stepRow(step, run, now))];
  const end = Math.max(start + 1, ...rows.flatMap((row) => row.segments.map((segment) => segment.to)));
  return { start, end, rows };
}

function runRow(run: ShownRun, now: number): TimelineRow {
  const created = Date.parse(run.createdAt);
  const started = run.startedAt ? Date.parse(run.startedAt) : undefined;
  const end = endOf(run.finishedAt, isOver(run.status), now, started ?? created);
  const segments: Segment[] = [{ kind: 'queued', from: created, to: started ?? end }];
  if (started !== undefined) segments.push({ kind: 'running', from: started, to: end });
  return {
    key: 'run',
    label: 'Whole run',
    status: run.status,
    segments: segments.filter(hasLength),
    duration: started === undefined ? undefined : end - started,
    attempts: 1,
  };
}

function stepRow(step: ShownStep, run: ShownRun, now: number): TimelineRow {
  const row = {
    key: `${step.nodeId} ${step.iteration ?? ''}`,
    nodeId: step.nodeId,
    label: labelOf(step, run.graph),
    status: step.status,
    attempts: step.attempts.length,
  };
  if (!step.startedAt) return { ...row, segments: [] };
  const started = Date.parse(step.startedAt);
  const end = endOf(step.finishedAt, isOver(step.status), now, started);
  const queued: Segment = { kind: 'queued', from: readySince(step, run, started), to: started };
  const segments = [...(hasLength(queued) ? [queued] : []), ...workSegments(step, started, end)];
  return { ...row, segments, duration: end - started };
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
    segments.push({ kind: attempt.error ? 'failed' : 'running', from, to });
    free = to;
  }
  if (!isOver(step.status) && end > free) {
    segments.push({ kind: step.attempts.at(-1)?.error ? 'backoff' : 'waiting', from: free, to: end });
  }
  return segments;
}

function kindOfWork(status: StepStatus): SegmentKind {
  if (status === 'waiting' || status === 'failed') return status;
  return 'running';
}

/** A step could have started when the last of the steps before it had ended. */
function readySince(step: ShownStep, run: ShownRun, started: number): number {
  const before = run.graph.edges.filter((edge) => edge.target === step.nodeId).map((edge) => edge.source);
  const ends = run.steps
    .filter((other) => before.includes(other.nodeId) && other.finishedAt)
    .map((other) => Date.parse(other.finishedAt ?? ''))
    .filter((end) => end <= started);
  return ends.length > 0 ? Math.max(...ends) : started;
}

function labelOf(step: ShownStep, graph: Graph): string {
  const label = graph.nodes.find((node) => node.id === step.nodeId)?.label ?? step.nodeId;
  return step.iteration === undefined ? label : `${label} [${step.iteration}]`;
}

function endOf(finishedAt: string | null, over: boolean, now: number, atLeast: number): number {
  if (finishedAt) return Math.max(atLeast, Date.parse(finishedAt));
  return over ? atLeast : Math.max(atLeast, now);
}

function hasLength(segment: Segment): boolean {
  return segment.to > segment.from;
}

function byStart(a: ShownStep, b: ShownStep): number {
  if (a.startedAt === null || b.startedAt === null) return Number(a.startedAt === null) - Number(b.startedAt === null);
  return a.startedAt.localeCompare(b.startedAt);
}

/** Round distances from the start for the marks of the axis, in milliseconds; three to seven of them. */
export function axisMarks(length: number): number[] {
  const rough = length / 6;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? rough;
  const marks: number[] = [];
  for (let mark = 0; mark <= length * 0.96; mark += step) marks.push(mark);
  return marks;
}
