import { Link } from '@tanstack/react-router';
import { LoaderCircle, X } from 'lucide-react';
import { useState } from 'react';
import { StateGlyph } from '../../ui/state-badge';
import { formatCount, formatDuration } from '../../ui/format';
import { useNow } from '../../ui/use-now';
import { useEditor, useRunState } from '../use-editor';
import { isSettled, outcomeOf, type Outcome } from './run-session';
import classes from './run-summary.module.css';

/** One line on what was started from here: how far it is, what it came to, and the way to what failed. */
export function RunSummary() {
  const { session } = useEditor();
  const { session: seen, isStarting } = useRunState((state) => state);
  if (isStarting || (seen && seen.runs.size === 0))
    return (
      <div className={classes.summary} role="status" aria-label="Run">
        <LoaderCircle size={15} className={classes.spin} aria-hidden /> Starting…
      </div>
    );
  if (!seen) return null;
  const outcome = outcomeOf(seen);
  const { total, failed, waiting } = outcome;
  const isOver = isSettled(seen);
  const state = isOver ? endState(outcome) : waiting ? 'waiting' : 'running';
  return (
    <div className={classes.summary} role="status" aria-label="Run" data-state={state}>
      <StateGlyph state={state} size={15} />
      <span>{isOver ? ended(outcome) : underWay(outcome)}</span>
      {!isOver && <Elapsed key={seen.runId} />}
      <Link to="/runs/$runId" params={{ runId: (failed ?? waiting)?.id ?? seen.runId }} className={classes.link}>
        {failed ? (total > 1 ? 'See why one failed' : 'See why it failed') : waiting ? 'See what for' : 'See the run'}
      </Link>
      {isOver && (
        <button
          type="button"
          className={classes.close}
          aria-label="Clear the run"
          onClick={() => session.run.setState({ session: undefined })}
        >
          <X size={13} aria-hidden />
        </button>
      )}
    </div>
  );
}

/** For how long it has been going on; by this clock alone, which may not agree with the server's. */
function Elapsed() {
  const [began] = useState(() => Date.now());
  const now = useNow(1000);
  const seconds = Math.max(0, Math.floor((now - began) / 1000));
  return <span className={classes.elapsed}>{seconds < 10 ? `${seconds} s` : formatDuration(seconds * 1000)}</span>;
}

function endState({ succeeded, total, failed }: Outcome): 'succeeded' | 'failed' | 'cancelled' {
  if (succeeded === total) return 'succeeded';
  return failed ? 'failed' : 'cancelled';
}

function underWay({ over, total, waiting }: Outcome): string {
  if (waiting && total === 1) return 'Waiting';
  return `${waiting ? 'Waiting' : 'Running'}: ${over} of ${formatCount(total, 'run')} finished`;
}

function ended({ succeeded, total, cancelled, durationMs }: Outcome): string {
  const time = formatDuration(durationMs);
  if (total === 1)
    return `${succeeded === 1 ? 'Succeeded in' : cancelled === 1 ? 'Cancelled after' : 'Failed after'} ${time}`;
  return `${succeeded} of ${total} runs succeeded in ${time}`;
}
