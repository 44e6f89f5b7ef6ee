import type { RunStatus, StepStatus, WorkflowStatus } from '@eventloom/backend/contract';
import {
  BadgeCheck,
  Ban,
  Circle,
  CircleCheck,
  CircleDashed,
  CirclePause,
  CircleX,
  FastForward,
  LoaderCircle,
  PencilLine,
  type LucideIcon,
} from 'lucide-react';
import classes from './state-badge.module.css';

export type AnyState = RunStatus | StepStatus | WorkflowStatus;

const GLYPHS: Record<AnyState, LucideIcon> = {
  queued: CircleDashed,
  pending: Circle,
  running: LoaderCircle,
  waiting: CirclePause,
  succeeded: CircleCheck,
  failed: CircleX,
  cancelled: Ban,
  skipped: FastForward,
  draft: PencilLine,
  published: BadgeCheck,
  paused: CirclePause,
};

/** The glyph of a state in its colour; give the word beside it. */
export function StateGlyph({ state, size = 14 }: { state: AnyState; size?: number }) {
  const Glyph = GLYPHS[state];
  return <Glyph className={classes.glyph} data-state={state} size={size} strokeWidth={2.25} aria-hidden />;
}

/** A state as glyph and word: never told by colour alone. */
export function StateBadge({ state, size = 14 }: { state: AnyState; size?: number }) {
  return (
    <span className={classes.badge} data-state={state}>
      <StateGlyph state={state} size={size} />
      {state}
    </span>
  );
}
