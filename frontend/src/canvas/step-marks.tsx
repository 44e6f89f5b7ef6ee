import { History, Pin } from 'lucide-react';
import type { NodeMarks } from './canvas-overlay';
import classes from './step-marks.module.css';

interface StepMarksProps {
  marks: NodeMarks;
  /** Whether a run is shown that may not hold any more. */
  hasRun: boolean;
}

const PINNED = 'Tests take its pinned output';
const STALE = 'Changed since this run';

/** What is to be known of a step that is tried out, in words. */
export function marksText({ isPinned, isStale }: NodeMarks, hasRun: boolean): string[] {
  return [...(isPinned ? [PINNED] : []), ...(isStale && hasRun ? [STALE] : [])];
}

/** Small signs at the upper edge of a step. */
export function StepMarks({ marks: { isPinned, isStale }, hasRun }: StepMarksProps) {
  return (
    <span className={classes.marks}>
      {isPinned && (
        <span className={classes.mark} data-mark="pinned" title={PINNED}>
          <Pin size={12} aria-hidden />
        </span>
      )}
      {isStale && hasRun && (
        <span className={classes.mark} data-mark="stale" title={STALE}>
          <History size={12} aria-hidden />
        </span>
      )}
    </span>
  );
}
