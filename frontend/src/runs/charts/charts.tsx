import type { RunBucket, RunStats } from '@eventloom/backend/contract';
import { formatCount, formatDuration } from '../../ui/format';
import { Chart } from './chart';
import { percentText, STACK, stackOf, successRate, totalOf } from './chart-model';
import classes from './charts.module.css';

interface ChartsProps {
  stats: RunStats;
  onBrush: (time: { from: string; to: string }) => void;
}

/** How many runs there were, how long they took and how long they waited, side by side. */
export function Charts({ stats, onBrush }: ChartsProps) {
  const { buckets } = stats;
  const most = Math.max(1, ...buckets.map(totalOf));
  const total = buckets.reduce((sum, bucket) => sum + totalOf(bucket), 0);
  const rate = successRate(stats);
  return (
    <div className={classes.charts}>
      <Chart
        title="Runs"
        stats={stats}
        most={most.toLocaleString()}
        summary={`${formatCount(total, 'run')}${rate === undefined ? '' : ` · ${percentText(rate)} succeeded`}`}
        describe={describeCounts}
        onBrush={onBrush}
      >
        {buckets.map((bucket, index) =>
          stackOf(bucket).map(({ state, start, count }) => (
            <rect
              key={`${index} ${state}`}
              className={classes.piece}
              data-state={state}
              x={index + 0.1}
              width={0.8}
              y={100 - ((start + count) / most) * 90}
              height={(count / most) * 90}
            />
          )),
        )}
      </Chart>
      <Durations stats={stats} onBrush={onBrush} />
      <Lag stats={stats} onBrush={onBrush} />
    </div>
  );
}

function describeCounts(bucket: RunBucket): string {
  const parts = STACK.flatMap((state) => (bucket.counts[state] ? [`${bucket.counts[state]} ${state}`] : []));
  return parts.length === 0 ? 'no runs' : parts.join(', ');
}

function Durations({ stats, onBrush }: ChartsProps) {
  const most = highest(stats, ({ p95 }) => p95);
  return (
    <Chart
      title="Duration"
      stats={stats}
      most={most === undefined ? '' : formatDuration(most)}
      summary="p50 and p95"
      describe={({ p50, p95 }) =>
        p50 === null || p95 === null ? 'none ended' : `p50 ${formatDuration(p50)}, p95 ${formatDuration(p95)}`
      }
      onBrush={onBrush}
    >
      <Bars stats={stats} most={most} value={({ p95 }) => p95} tone="light" />
      <Bars stats={stats} most={most} value={({ p50 }) => p50} tone="full" />
    </Chart>
  );
}

function Lag({ stats, onBrush }: ChartsProps) {
  const most = highest(stats, ({ lagP95 }) => lagP95);
  return (
    <Chart
      title="Wait for the start"
      stats={stats}
      most={most === undefined ? '' : formatDuration(most)}
      summary="p95"
      describe={({ lagP95 }) => (lagP95 === null ? 'none began' : `p95 ${formatDuration(lagP95)}`)}
      onBrush={onBrush}
    >
      <Bars stats={stats} most={most} value={({ lagP95 }) => lagP95} tone="full" />
    </Chart>
  );
}

type Value = (bucket: RunBucket) => number | null;

function highest({ buckets }: RunStats, value: Value): number | undefined {
  const values = buckets.flatMap((bucket) => value(bucket) ?? []);
  return values.length === 0 ? undefined : Math.max(1, ...values);
}

interface BarsProps {
  stats: RunStats;
  most: number | undefined;
  value: Value;
  tone: 'light' | 'full';
}

function Bars({ stats, most = 1, value, tone }: BarsProps) {
  return stats.buckets.map((bucket, index) => {
    const height = ((value(bucket) ?? 0) / most) * 90;
    return (
      value(bucket) !== null && (
        <rect
          key={bucket.from}
          className={classes.bar}
          data-tone={tone}
          x={index + 0.1}
          width={0.8}
          y={99 - height}
          height={height + 1}
        />
      )
    );
  });
}
