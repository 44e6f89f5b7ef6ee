import type { RunError, WorkflowSettings } from '../contract/index.js';
import type { RunEvent } from '../engine/index.js';
import type { ClaimedRun } from './claim-runs.sql.js';

/** A run that has cost so many workers their lives is not taken up again. */
const MAX_TAKE_OVERS = 10;

/** The longest that a timer of Node.js takes; milliseconds. */
const MAX_TIMER = 2 ** 31 - 1;

type Expired = Extract<RunEvent, { type: 'expired' }>;

/** Ends a run that takes longer than its workflow allows, from its first start on. */
export class RunDeadline {
  private readonly at: number | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    { startedAt }: Pick<ClaimedRun, 'startedAt'>,
    private readonly settings: Pick<WorkflowSettings, 'runTimeoutMs'>,
    private readonly expire: (event: Expired) => void,
  ) {
    const { runTimeoutMs } = settings;
    this.at = runTimeoutMs === undefined ? undefined : startedAt.getTime() + runTimeoutMs;
  }

  /** Starts the clock; the end itself if it has come already. */
  begin(now: number): Expired | undefined {
    if (this.at === undefined) return undefined;
    if (now >= this.at) return this.end(now);
    const left = Math.min(this.at - now, MAX_TIMER);
    this.timer = setTimeout(() => this.expire(this.end(Date.now())), left);
    return undefined;
  }

  /** The earlier one of a time to wake up at and the end. */
  before(until: number | undefined): number | undefined {
    return until === undefined || this.at === undefined ? (until ?? this.at) : Math.min(until, this.at);
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private end(at: number): Expired {
    const message = `The run took longer than the ${this.settings.runTimeoutMs} ms that its workflow allows.`;
    return { type: 'expired', error: { code: 'RUN_TIMEOUT', message }, at };
  }
}

/** The end of a run that its workers do not survive. */
export function tooManyTakeOvers({ takeOvers }: Pick<ClaimedRun, 'takeOvers'>, at: number): Expired | undefined {
  if (takeOvers <= MAX_TAKE_OVERS) return undefined;
  const error: RunError = {
    code: 'WORKER_LOST',
    message: `${takeOvers} workers went away while they performed this run, so it is not tried again.`,
  };
  return { type: 'expired', error, at };
}
