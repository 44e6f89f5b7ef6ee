import { formatDuration } from '../ui/format';
import { StateGlyph } from '../ui/state-badge';
import classes from './timeline.module.css';
import { axisMarks, type Segment, type Timeline as TimelineData, type TimelineRow } from './timeline-model';

interface TimelineProps {
  timeline: TimelineData;
  selectedNodeId: string | undefined;
  onSelect: (nodeId: string) => void;
}

const LEGEND = [
  ['queued', 'Queued'],
  ['running', 'Running'],
  ['waiting', 'Waiting'],
  ['failed', 'Failed attempt'],
  ['backoff', 'Pause before the next'],
] as const;

/** The run as a waterfall: when each step stood in the queue, worked, waited and tried again. */
export function Timeline({ timeline, selectedNodeId, onSelect }: TimelineProps) {
  const length = timeline.end - timeline.start;
  return (
    <section className={classes.timeline} aria-label="Timeline" data-testid="run-timeline">
      <div className={classes.head}>
        <ul className={classes.legend} aria-label="Colours">
          {LEGEND.map(([kind, word]) => (
            <li key={kind}>
              <span className={classes.swatch} data-kind={kind} aria-hidden /> {word}
            </li>
          ))}
        </ul>
        <div className={classes.axis} aria-hidden>
          {axisMarks(length).map((mark) => (
            <span key={mark} style={{ left: `${(mark / length) * 100}%` }}>
              {formatDuration(mark)}
            </span>
          ))}
        </div>
      </div>
      <ol className={classes.rows}>
        {timeline.rows.map((row) => (
          <Row
            key={row.key}
            row={row}
            timeline={timeline}
            selected={row.nodeId !== undefined && row.nodeId === selectedNodeId}
            onSelect={onSelect}
          />
        ))}
      </ol>
    </section>
  );
}

interface RowProps {
  row: TimelineRow;
  timeline: TimelineData;
  selected: boolean;
  onSelect: (nodeId: string) => void;
}

function Row({ row, timeline, selected, onSelect }: RowProps) {
  const { nodeId } = row;
  const name = (
    <>
      <StateGlyph state={row.status} size={13} />
      <span className={classes.label}>{row.label}</span>
    </>
  );
  return (
    <li
      className={classes.row}
      data-selected={selected || undefined}
      data-state={row.status}
      onClick={nodeId === undefined ? undefined : () => onSelect(nodeId)}
    >
      {nodeId === undefined ? (
        <span className={classes.name}>{name}</span>
      ) : (
        <button
          type="button"
          className={classes.name}
          aria-pressed={selected}
          aria-label={`${row.label}, ${row.status}`}
        >
          {name}
        </button>
      )}
      <div className={classes.track}>
        {row.segments.length === 0 && <span className={classes.never}>{row.status}</span>}
        {row.segments.map((segment) => (
          <Bar key={`${segment.kind} ${segment.from}`} segment={segment} timeline={timeline} />
        ))}
      </div>
      <span className={classes.duration}>
        {row.duration !== undefined && formatDuration(row.duration)}
        {row.attempts > 1 && <span className={classes.attempts}>×{row.attempts}</span>}
      </span>
    </li>
  );
}

function Bar({ segment, timeline }: { segment: Segment; timeline: TimelineData }) {
  const length = timeline.end - timeline.start;
  const percent = (time: number): number => (time / length) * 100;
  const duration = segment.to - segment.from;
  return (
    <span
      className={classes.bar}
      data-kind={segment.kind}
      title={`${segment.kind} for ${formatDuration(duration)}`}
      style={{ left: `${percent(segment.from - timeline.start)}%`, width: `${percent(duration)}%` }}
    />
  );
}
