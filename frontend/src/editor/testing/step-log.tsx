import type { LogLine } from '@eventloom/backend/contract';
import { formatClock } from '../../ui/format';
import classes from './testing.module.css';

/** More lines than these are not shown here; the page of the run shows them. */
const MOST_SHOWN = 200;

/** What a step wrote, the newest lines. */
export function StepLog({ lines }: { lines: readonly LogLine[] }) {
  return (
    // A region that scrolls has to be within the keyboard's reach.
    <ol className={classes.log} aria-label="Log" tabIndex={0}>
      {lines.slice(-MOST_SHOWN).map(({ at, level, text }, index) => (
        <li key={index} data-level={level}>
          <time dateTime={at}>{formatClock(at)}</time> {text}
        </li>
      ))}
    </ol>
  );
}
