import type { ChainRun, EventChain } from '@eventloom/backend/contract';
import type { Extent, Segment } from '../../ui/timeline/time-bar';

/** From the first event to the last thing that happened; to now as long as something goes on. */
export function chainExtent({ events, runs }: Pick<EventChain, 'events' | 'runs'>, now: number): Extent {
  const received = events.map((event) => Date.parse(event.receivedAt));
  const begun = runs.map((run) => Date.parse(run.createdAt));
  const ended = runs.map((run) => endOf(run, now));
  const start = [...received, ...begun].reduce((least, time) => Math.min(least, time), Infinity);
  const end = [...received, ...ended].reduce((greatest, time) => Math.max(greatest, time), -Infinity);
  return Number.isFinite(start) ? { start, end: Math.max(start + 1, end) } : { start: now, end: now + 1 };
}

/** When a run stood in the queue and when it worked. */
export function runSegments(run: ChainRun, now: number): Segment[] {
  const created = Date.parse(run.createdAt);
  const end = endOf(run, now);
  const started = run.startedAt === null ? end : Math.max(created, Date.parse(run.startedAt));
  const segments: Segment[] = [
    { kind: 'queued', from: created, to: started },
    { kind: kindOf(run), from: started, to: Math.max(started, end) },
  ];
  // What began is seen however short it was; a queue only if it was one.
  return segments.filter(({ kind, from, to }) => to > from || (kind !== 'queued' && run.startedAt !== null));
}

/** How long a run took from its start, in milliseconds; undefined before that. */
export function runDuration(run: ChainRun, now: number): number | undefined {
  return run.startedAt === null ? undefined : Math.max(0, endOf(run, now) - Date.parse(run.startedAt));
}

function kindOf({ status }: ChainRun): Segment['kind'] {
  return status === 'failed' || status === 'waiting' ? status : 'running';
}

function endOf({ finishedAt, createdAt }: ChainRun, now: number): number {
  return finishedAt === null ? Math.max(now, Date.parse(createdAt)) : Date.parse(finishedAt);
}
