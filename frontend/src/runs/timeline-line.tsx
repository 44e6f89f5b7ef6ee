import { ChevronRight } from 'lucide-react';
import { formatDuration } from '../ui/format';
import { StateGlyph } from '../ui/state-badge';
import { TimeBar, type Extent } from '../ui/timeline/time-bar';
import classes from '../ui/timeline/timeline.module.css';
import type { Chosen } from './chosen-step';
import type { Line } from './run-layout';
import { iterationTitle, type TimelineRow } from './timeline-model';

interface TimelineLineProps {
  line: Line;
  row: TimelineRow;
  extent: Extent;
  selected: boolean;
  onSelect: (chosen: Chosen) => void;
  onToggle: (key: string) => void;
}

/** One line of the timeline: a step to be looked at, or a loop or iteration to be opened. */
export function TimelineLine({ line, row, extent, selected, onSelect, onToggle }: TimelineLineProps) {
  const act = actionOf(line, onSelect, onToggle);
  const style = { paddingLeft: 16 + line.depth * 16 };
  const name = (
    <>
      {'isOpen' in line && <ChevronRight className={classes.chevron} size={13} aria-hidden />}
      <StateGlyph state={row.status} size={13} />
      <span className={classes.label}>{row.label}</span>
    </>
  );
  return (
    <li
      className={classes.row}
      data-kind={line.kind}
      data-selected={selected || undefined}
      data-state={row.status}
      onClick={act}
    >
      {act ? (
        <button
          type="button"
          className={classes.name}
          style={style}
          {...('isOpen' in line ? { 'aria-expanded': line.isOpen } : { 'aria-pressed': selected })}
          aria-label={nameOf(line, row)}
        >
          {name}
        </button>
      ) : (
        <span className={classes.name} style={style}>
          {name}
        </span>
      )}
      <div className={classes.track}>
        {row.segments.length === 0 && <span className={classes.never}>{row.status}</span>}
        {row.segments.map((segment) => (
          <TimeBar key={`${segment.kind} ${segment.from} ${segment.to}`} segment={segment} extent={extent} />
        ))}
      </div>
      <span className={classes.duration}>
        {row.duration !== undefined && formatDuration(row.duration)}
        {row.attempts > 1 && <span className={classes.attempts}>×{row.attempts}</span>}
      </span>
    </li>
  );
}

function actionOf(
  line: Line,
  onSelect: TimelineLineProps['onSelect'],
  onToggle: TimelineLineProps['onToggle'],
): (() => void) | undefined {
  if (line.kind === 'run') return undefined;
  if (line.kind !== 'step') return () => onToggle(line.key);
  const { nodeId, iteration } = line.step;
  return () => onSelect({ nodeId, ...(iteration !== undefined && { iteration }) });
}

function nameOf(line: Line, row: TimelineRow): string {
  const { iteration } = line.kind === 'step' ? line.step : {};
  const where = iteration === undefined ? [] : [iterationTitle(iteration).toLowerCase()];
  return [row.label, ...where, row.status].join(', ');
}
