import type { ParentStep } from './claim-runs.sql.js';
import type { RunKey } from './search-keys.js';
import type { StepRow } from './step-rows.js';

/** The right to write a run: it holds until somebody else claims the run. */
export interface Ownership {
  id: string;
  epoch: number;
}

/** What a run can be found by. */
export interface KeptKeys extends Ownership {
  keys: RunKey[];
}

export interface Checkpoint extends Ownership {
  status: 'running' | 'waiting';
  /** Milliseconds until the run is to be looked at again; null if only an answer wakes it. */
  wakeIn: number | null;
  steps: StepRow[];
}

export interface Finish extends Ownership {
  status: 'succeeded' | 'failed' | 'cancelled';
  /** JSON. */
  error: string | null;
  /** JSON, if somebody waits for it. */
  output: string | null;
  /** Whether it makes up for an earlier run of the same event, if it succeeds. */
  makesUp: boolean;
  /** Whether another run under its ordering key may wait for this end. */
  isOrdered: boolean;
  /** The step that waits for this end. */
  parent: ParentStep | null;
  steps: StepRow[];
}
