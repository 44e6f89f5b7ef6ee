import { formatDuration } from '../format';
import classes from './timeline.module.css';

/** What a stretch of time was spent on. `failed` is an attempt that failed, `backoff` the pause before the next. */
export type SegmentKind = 'queued' | 'running' | 'waiting' | 'backoff' | 'failed';

/** A stretch of time, in milliseconds since the epoch. */
export interface Segment {
  kind: SegmentKind;
  from: number;
  to: number;
}

/** From when to when a timeline goes, in milliseconds since the epoch. */
export interface Extent {
  start: number;
  end: number;
}

/** A stretch of time in its place on a timeline; never too short to be seen. */
export function TimeBar({ segment, extent }: { segment: Segment; extent: Extent }) {
  const duration = segment.to - segment.from;
  return (
    <span
      className={classes.bar}
      data-kind={segment.kind}
      title={`${segment.kind} for ${formatDuration(duration)}`}
      style={{ left: placeOf(segment.from, extent), width: shareOf(duration, extent) }}
    />
  );
}

/** How far from the left a time lies on a timeline. */
export function placeOf(time: number, extent: Extent): string {
  return shareOf(time - extent.start, extent);
}

function shareOf(duration: number, { start, end }: Extent): string {
  return `${(duration / (end - start)) * 100}%`;
}
