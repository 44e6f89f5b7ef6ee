import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { TimelineHead } from '../../ui/timeline/timeline-head';
import type { Extent } from '../../ui/timeline/time-bar';
import timeline from '../../ui/timeline/timeline.module.css';
import { ChainRow } from './chain-row';
import type { ChainViewName } from './chain-section';
import type { ChainLine } from './chain-tree';
import classes from './chain.module.css';

interface ChainRowsProps {
  lines: ChainLine[];
  /** The event whose page this is. */
  eventId: string;
  view: ChainViewName;
  extent: Extent;
  now: number;
  onToggle: (key: string) => void;
}

const LEGEND = [
  ['event', 'Event'],
  ['queued', 'Queued'],
  ['running', 'Running'],
  ['waiting', 'Waiting'],
  ['failed', 'Failed'],
] as const;

const ROW_HEIGHT = 30;

/** The lines of the chain; only those in view are in the document. */
export function ChainRows({ lines, eventId, view, extent, now, onToggle }: ChainRowsProps) {
  const list = useRef<HTMLOListElement>(null);
  const rows = useVirtualizer({
    count: lines.length,
    estimateSize: () => ROW_HEIGHT,
    getScrollElement: () => list.current,
    getItemKey: (index) => lines[index]?.key ?? index,
    overscan: 12,
  });
  const here = lines.findIndex((line) => line.key === eventId);
  const wasShown = useRef(false);
  useEffect(() => {
    if (wasShown.current || here < 0) return;
    wasShown.current = true;
    rows.scrollToIndex(here, { align: 'center' });
  }, [rows, here]);
  return (
    <div className={`${timeline.timeline} ${classes.chain}`} data-view={view}>
      {view === 'waterfall' && <TimelineHead legend={LEGEND} length={extent.end - extent.start} />}
      <ol
        ref={list}
        className={classes.rows}
        aria-label={view === 'tree' ? 'Tree of the chain' : 'Waterfall of the chain'}
      >
        <li aria-hidden style={{ height: rows.getTotalSize() }} />
        {rows.getVirtualItems().map(({ key, index, start }) => {
          const line = lines[index];
          return (
            line && (
              <ChainRow
                key={key}
                line={line}
                top={start}
                isHere={index === here}
                view={view}
                extent={extent}
                now={now}
                onToggle={onToggle}
              />
            )
          );
        })}
      </ol>
    </div>
  );
}
