import { Button, UnstyledButton } from '@mantine/core';
import { ChevronRight } from 'lucide-react';
import type { RunFilter } from '../../api/queries';
import { useRunStats } from '../../api/run-stats';
import { formatAbsolute } from '../../ui/format';
import { Charts } from './charts';
import { useStored } from '../use-stored';
import classes from './charts.module.css';

const BUCKETS = 60;

function isTrue(text: string | undefined): boolean {
  return text === 'true';
}

interface RunChartsProps {
  filter: RunFilter;
  /** The time that the list is to show; none for all of it. */
  onTime: (time: { from: string; to: string } | undefined) => void;
}

/** The runs of the list over time. They can be folded away; then nothing is asked for. */
export function RunCharts({ filter, onTime }: RunChartsProps) {
  const [isFolded, setFolded] = useStored('eventloom.run-charts-folded', isTrue);
  return (
    <section className={classes.section} aria-label="Charts">
      <UnstyledButton className={classes.fold} aria-expanded={!isFolded} onClick={() => setFolded(!isFolded)}>
        <ChevronRight size={14} aria-hidden /> Charts
      </UnstyledButton>
      {!isFolded && <Unfolded filter={filter} onTime={onTime} />}
    </section>
  );
}

function Unfolded({ filter, onTime }: RunChartsProps) {
  const { data } = useRunStats(filter, BUCKETS);
  const isAnyTime = filter.from === undefined && filter.to === undefined;
  return (
    <div className={classes.unfolded}>
      {data && <Charts stats={data} onBrush={onTime} />}
      {data && (
        <p className={classes.axis}>
          <span>{isAnyTime ? 'The last hour' : `${formatAbsolute(data.from)} – ${formatAbsolute(data.to)}`}</span>
          {data.completeSince && <span>Only runs since {formatAbsolute(data.completeSince)} were counted.</span>}
          {isAnyTime ? (
            <span>Draw over a part of a chart to see its runs.</span>
          ) : (
            <Button variant="subtle" size="compact-xs" onClick={() => onTime(undefined)}>
              Any time
            </Button>
          )}
        </p>
      )}
    </div>
  );
}
