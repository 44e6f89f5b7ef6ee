import { formatDuration } from '../format';
import { axisMarks } from './axis-marks';
import type { SegmentKind } from './time-bar';
import classes from './timeline.module.css';

interface TimelineHeadProps {
  legend: readonly (readonly [kind: SegmentKind | 'event', word: string])[];
  /** How much time is shown, in milliseconds. */
  length: number;
}

/** What the colours of a timeline mean, and its axis. */
export function TimelineHead({ legend, length }: TimelineHeadProps) {
  return (
    <div className={classes.head}>
      <ul className={classes.legend} aria-label="Colours">
        {legend.map(([kind, word]) => (
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
  );
}
