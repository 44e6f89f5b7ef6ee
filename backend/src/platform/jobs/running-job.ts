import type { JobResult } from '../../contract/index.js';
import type { Sql, SqlRunner } from '../database/sql.js';
import { AppError } from '../errors/app-error.js';
import { crashPoint } from '../faults/crash-point.js';
import { PATIENCE_MS } from '../faults/patience.js';
import type { Logger } from '../logging/logger.js';
import type { BatchGate } from './batch-gate.js';
import type { BatchDone, JobHandler } from './job-handler.js';
import { ADVANCE_JOB, END_JOB, KEEP_JOB, LOCK_JOB, RELEASE_JOB, SET_TOTAL } from './jobs.sql.js';
import { Pace } from './pace.js';

/** How long a process has a job without a sign of life; milliseconds, by the database's clock. */
export const JOB_LEASE_MS = PATIENCE_MS;

/** Whether a job is to be cancelled is looked up so often, though nothing is done; milliseconds. */
const REST_MS = Math.min(1000, JOB_LEASE_MS / 3);

/** A batch that fails so often in a row is not tried again; the pauses in between double. */
const MAX_FAILURES = 8;
const BACKOFF_MS = 100;

/** A job that this process has taken. */
export interface ClaimedJob {
  id: string;
  /** JSON. */
  request: string;
  epoch: number;
  total: number | null;
}

/** What jobs have in common. */
export interface JobServices {
  sql: Sql;
  gate: BatchGate;
  logger: Logger;
}

interface LockedJob {
  /** JSON. */
  cursor: string | null;
  isCancelled: boolean;
}

type State = 'under way' | 'over';

/**
 * Works one job off, batch by batch. A batch and the cursor behind it are one transaction, under the lock of the job's
 * row: whenever the process dies, the next one goes on where the last commit was.
 */
export class RunningJob {
  private readonly request: unknown;
  private readonly pace: Pace;
  private total: number | null;
  private notBefore = 0;
  private isStopped = false;
  private endRest: () => void = () => undefined;

  constructor(
    private readonly job: ClaimedJob,
    private readonly handler: JobHandler<unknown, unknown>,
    private readonly given: JobServices,
  ) {
    this.request = JSON.parse(job.request);
    this.pace = new Pace(handler.rate?.(this.request));
    this.total = job.total;
  }

  /** Resolves when the job has ended, was given back, or has another owner. */
  async work(): Promise<void> {
    let failures = 0;
    while (!this.isStopped) {
      try {
        if ((await this.advance()) === 'over') return;
        failures = 0;
      } catch (error) {
        failures += 1;
        if (error instanceof AppError || failures > MAX_FAILURES) return this.fail(error);
        this.given.logger.warn({ jobId: this.job.id, err: error }, 'a part of a job failed; it is tried again');
        this.notBefore = Date.now() + BACKOFF_MS * 2 ** failures;
      }
    }
    await this.given.sql.run(RELEASE_JOB, this.ownership);
  }

  /** Something may have changed about the job: it may have been cancelled. */
  hear(): void {
    this.endRest();
  }

  /** Gives the job back after the batch that is under way. */
  stop(): void {
    this.isStopped = true;
    this.endRest();
  }

  private get ownership(): [string, number] {
    return [this.job.id, this.job.epoch];
  }

  /** Does the next batch, or rests for a moment if it is not time for it yet. */
  private async advance(): Promise<State> {
    const wait = Math.max(this.notBefore - Date.now(), this.pace.delay(Date.now()));
    if (wait > 0) return this.rest(wait);
    await this.countOnce();
    const { sql, gate } = this.given;
    const batch = await gate.pass(() => sql.transaction((runner) => this.doBatch(runner)));
    if (!batch) return 'over';
    crashPoint('job.after-commit');
    batch.afterCommit?.();
    if (batch.isLast) return 'over';
    this.pace.note(batch.counted ?? batch.done, Date.now());
    if (batch.waitMs !== undefined) this.notBefore = Date.now() + batch.waitMs;
    return 'under way';
  }

  private async rest(wait: number): Promise<State> {
    const until = Date.now() + wait;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, Math.min(wait, REST_MS));
      this.endRest = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    // The next batch looks for itself.
    if (this.isStopped || Date.now() >= until) return 'under way';
    const [kept] = await this.given.sql.run<{ isCancelled: boolean }>(KEEP_JOB, [...this.ownership, JOB_LEASE_MS]);
    if (kept?.isCancelled) await this.given.sql.run(END_JOB, [...this.ownership, 'cancelled', null]);
    return kept && !kept.isCancelled ? 'under way' : 'over';
  }

  private async countOnce(): Promise<void> {
    if (this.total !== null) return;
    this.total = await this.handler.count(this.request);
    await this.given.sql.run(SET_TOTAL, [...this.ownership, this.total]);
  }

  /** @returns undefined if there was nothing to do any more */
  private async doBatch(runner: SqlRunner): Promise<BatchDone<unknown> | undefined> {
    const [locked] = await runner.run<LockedJob>(LOCK_JOB, this.ownership);
    if (!locked) return undefined;
    if (locked.isCancelled) {
      await runner.run(END_JOB, [...this.ownership, 'cancelled', null]);
      return undefined;
    }
    const batch = await this.handler.work(runner, {
      jobId: this.job.id,
      request: this.request,
      cursor: locked.cursor === null ? null : JSON.parse(locked.cursor),
      limit: this.pace.limit(this.handler.batchSize),
    });
    await runner.run(ADVANCE_JOB, [
      this.job.id,
      JSON.stringify(batch.cursor),
      batch.done,
      batch.results.filter(({ ok }) => !ok).length,
      JOB_LEASE_MS,
      ...columnsOf(batch.results),
    ]);
    if (batch.isLast) await runner.run(END_JOB, [...this.ownership, 'succeeded', null]);
    crashPoint('job.before-commit');
    return batch;
  }

  private async fail(reason: unknown): Promise<void> {
    const isTold = reason instanceof AppError;
    if (!isTold) this.given.logger.error({ jobId: this.job.id, err: reason }, 'a job was given up');
    const message = isTold ? reason.message : 'Something went wrong on our side; the log of the server tells what.';
    await this.given.sql.run(END_JOB, [...this.ownership, 'failed', message]);
  }
}

function columnsOf(results: readonly JobResult[]): unknown[][] {
  return [
    results.map(({ itemId }) => itemId),
    results.map(({ ok }) => ok),
    results.map(({ detail }) => detail ?? null),
    results.map(({ runId }) => runId ?? null),
  ];
}
