import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import { TimelineHead } from '../ui/timeline/timeline-head';
import classes from '../ui/timeline/timeline.module.css';
import type { Chosen } from './chosen-step';
import { linesOf, type RunLayout } from './run-layout';
import { extentOf, rowOf } from './timeline-model';
import { TimelineLine } from './timeline-line';

interface TimelineProps {
  layout: RunLayout;
  now: number;
  chosen: Chosen | undefined;
  onSelect: (chosen: Chosen) => void;
}

const LEGEND = [
  ['queued', 'Queued'],
  ['running', 'Running'],
  ['waiting', 'Waiting'],
  ['failed', 'Failed attempt'],
  ['backoff', 'Pause before the next'],
] as const;

const ROW_HEIGHT = 28;
const NOTHING_OPEN: ReadonlySet<string> = new Set();

/**
 * The run as a waterfall: when each step stood in the queue, worked, waited and tried again. Loops fold to a line; only
 * the lines in view are in the document.
 */
export function Timeline({ layout, now, chosen, onSelect }: TimelineProps) {
  const [open, setOpen] = useState(NOTHING_OPEN);
  const lines = useMemo(() => linesOf(layout, open), [layout, open]);
  const extent = extentOf(layout, now);
  const list = useRef<HTMLOListElement>(null);
  const rows = useVirtualizer({
    count: lines.length,
    estimateSize: () => ROW_HEIGHT,
    getScrollElement: () => list.current,
    getItemKey: (index) => lines[index]?.key ?? index,
    overscan: 12,
  });
  const shown = rows.getVirtualItems();
  const above = shown[0]?.start ?? 0;
  const below = rows.getTotalSize() - (shown.at(-1)?.end ?? 0);
  const toggle = (key: string): void =>
    setOpen((before) => new Set(before.has(key) ? [...before].filter((each) => each !== key) : [...before, key]));
  return (
    <section className={classes.timeline} aria-label="Timeline" data-testid="run-timeline">
      <TimelineHead legend={LEGEND} length={extent.end - extent.start} />
      <ol ref={list} className={classes.rows}>
        <Spacer height={above} />
        {shown.map(({ key, index }) => {
          const line = lines[index];
          return (
            line && (
              <TimelineLine
                key={key}
                line={line}
                row={rowOf(line, layout, now)}
                extent={extent}
                selected={line.kind === 'step' && isChosen(line.step, chosen)}
                onSelect={onSelect}
                onToggle={toggle}
              />
            )
          );
        })}
        <Spacer height={below} />
      </ol>
    </section>
  );
}

function isChosen(step: Chosen, chosen: Chosen | undefined): boolean {
  return step.nodeId === chosen?.nodeId && step.iteration === chosen.iteration;
}

function Spacer({ height }: { height: number }) {
  return height > 0 && <li aria-hidden style={{ height }} />;
}
