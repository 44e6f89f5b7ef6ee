import type { RunBucket, RunStats } from '@eventloom/backend/contract';
import { useState, type PointerEvent, type ReactNode } from 'react';
import { bucketAt, placeOf, timeOf } from './chart-model';
import classes from './charts.module.css';

interface ChartProps {
  title: string;
  stats: RunStats;
  /** What fills the height. */
  most: string;
  /** What is said of all buckets, and of the one that is pointed at. */
  summary: ReactNode;
  describe: (bucket: RunBucket) => string;
  onBrush: (time: { from: string; to: string }) => void;
  /** Drawn in a box as wide as there are buckets and 100 high. */
  children: ReactNode;
}

const clock = new Intl.DateTimeFormat(undefined, { dateStyle: 'short', timeStyle: 'medium' });

/** One chart over time. Drawing over a part of it chooses that time. */
export function Chart({ title, stats, most, summary, describe, onBrush, children }: ChartProps) {
  const [at, setAt] = useState<number>();
  const [start, setStart] = useState<number>();
  const { buckets } = stats;
  const pointed = at === undefined ? undefined : buckets[at];
  const where = ({ currentTarget, clientX }: PointerEvent) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    return bucketAt(clientX - left, width, buckets.length);
  };
  return (
    <figure className={classes.chart} aria-label={title}>
      <figcaption className={classes.caption}>
        <span className={classes.title}>{title}</span>
        <span className={classes.said}>
          {pointed ? `${clock.format(new Date(pointed.from))} · ${describe(pointed)}` : summary}
        </span>
      </figcaption>
      <div
        className={classes.plot}
        data-testid={`chart ${title}`}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          setStart(where(event));
        }}
        onPointerMove={(event) => setAt(where(event))}
        onPointerLeave={() => setAt(undefined)}
        onPointerCancel={() => setStart(undefined)}
        onPointerUp={(event) => {
          if (start !== undefined) onBrush(timeOf(stats, start, where(event)));
          setStart(undefined);
        }}
      >
        <span className={classes.most} aria-hidden>
          {most}
        </span>
        <svg viewBox={`0 0 ${buckets.length} 100`} preserveAspectRatio="none" className={classes.drawing} aria-hidden>
          {children}
          {at !== undefined && <Span from={start ?? at} to={at} />}
        </svg>
        <Versions stats={stats} />
      </div>
    </figure>
  );
}

function Span({ from, to }: { from: number; to: number }) {
  const [first, last] = [Math.min(from, to), Math.max(from, to)];
  return <rect className={classes.brush} x={first} width={last - first + 1} y={0} height={100} />;
}

/** When the versions were published that came meanwhile. */
function Versions({ stats }: { stats: RunStats }) {
  return stats.versions.map(({ number, at }) => {
    const place = placeOf(stats, at);
    return (
      <span
        key={number}
        className={classes.version}
        style={{ left: `${place * 100}%` }}
        data-side={place > 0.8 ? 'left' : 'right'}
      >
        <span>@{number}</span>
      </span>
    );
  });
}
